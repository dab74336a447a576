import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCliPlace } from '../support/cli.ts';
import type { CliPlace } from '../support/cli.ts';

const RECORDS = 'Create a task management system with projects, tasks and comments';
const run = (...args: readonly string[]): readonly string[] => ['run', ...args];
const build = (...args: readonly string[]): readonly string[] =>
  run('--requirement', RECORDS, ...args);

let place: CliPlace;
let before: readonly string[];

beforeAll(() => {
  place = createCliPlace();
  writeFileSync(path.join(place.dir, 'binary'), Buffer.from([0xff, 0xfe, 0x00, 0x41]));
  writeFileSync(path.join(place.dir, 'nul.txt'), `A requirement with a zero\0 byte in it`);
  writeFileSync(path.join(place.dir, 'large.txt'), 'x'.repeat(600_000));
  writeFileSync(path.join(place.dir, 'file'), 'a file');
  mkdirSync(path.join(place.dir, 'folder'));
  mkdirSync(path.join(place.dir, 'taken'));
  const manifest = { version: 1, session: 'other', tree: '0'.repeat(64), files: {} };
  writeFileSync(path.join(place.dir, 'taken', '.maestro.json'), JSON.stringify(manifest));
  before = place.contents();
});
afterAll(() => {
  place.dispose();
});

type Environment = Readonly<Record<string, string>>;

const CASES: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown command', ['runn'], /unknown command 'runn'.*run/],
  ['an unknown flag', build('--sesion', 'a'), /unknown option '--sesion'.*--session/],
  ['a flag without its value', run('--requirement'), /argument missing/],
  ['a word too many', ['status', 'a', 'b'], /too many arguments/],
  ['a missing session', ['status'], /missing required argument 'session'/],
  ['neither requirement nor session', run(), /--requirement, or .*--resume/],
  ['both of them', build('--resume', 'a'), /takes no --requirement/],
  ['an empty session', build('--session', ''), /A session is 1 to 64/],
  ['a path as session', build('--session', '../evil'), /A session is 1 to 64/],
  ['a path as session of status', ['status', 'a/b'], /A session is 1 to 64/],
  ['a session of 65 characters', build('--session', 'a'.repeat(65)), /A session is 1 to 64/],
  ['nine characters', run('--requirement', 'too short'), /has 9 characters/],
  ['no iterations', build('--max-phase-iterations', '0'), /--max-phase-iterations.*1 to 10/],
  ['eleven iterations', build('--max-phase-iterations', '11'), /--max-phase-iterations.*1 to 10/],
  ['iterations that are no number', build('--max-phase-iterations', '3x'), /1 to 10/],
  ['no money', build('--budget', '0'), /--budget: It must be US dollars: a number above 0/],
  ['a budget that is no number', build('--budget', '5e1'), /--budget: It must be US dollars/],
  ['a budget that is too much', ['budget', 's', '1000001'], /usd: It must be US dollars/],
  ['a budget of nobody', ['budget', 's', '1', '--persona', 'A B'], /--persona: A persona id/],
  ['an unknown model', build('--model', 'gpt'), /--model.*"blueprint" or/],
  [
    'a model of no phase',
    build('--phase-model', 'desing=openai:x'),
    /--phase-model: "desing" is no phase; did you mean design\?/,
  ],
  [
    'models of an execution that exists',
    run('--resume', 'a', '--persona-model', 'qa_engineer=openai:x'),
    /takes no --persona-model/,
  ],
  [
    'an unknown phase',
    build('--approve-at', 'design,coding'),
    /--approve-at.*requirements, design/,
  ],
  [
    'a missing file',
    run('--requirement', '@nowhere.txt'),
    /nowhere\.txt can't be read: there is no/,
  ],
  ['a folder as file', run('--requirement', '@folder'), /folder can't be read: it is a folder/],
  ['a binary file', run('--requirement', '@binary'), /binary is not plain text/],
  ['a file with a zero byte', run('--requirement', '@nul.txt'), /binary characters/],
  ['a file that is too large', run('--requirement', '@large.txt'), /large\.txt is too large/],
  [
    'a requirement that is none for blueprint',
    run('--requirement', 'Write a tetris game with sound'),
    /keeping records/,
  ],
  ['a file as output folder', build('--out', 'file'), /file is no folder/],
  ['an output folder below a file', build('--out', 'file/sub'), /file is no folder/],
  [
    'a folder of another session',
    build('--session', 'a', '--out', 'taken'),
    /holds an export of "other"/,
  ],
  ['a project that is not there', ['validate', 'nowhere'], /There is no folder nowhere/],
  [
    'a prediction with a stranger',
    ['predict', RECORDS, '--persona', 'nobody'],
    /no persona "nobody"/,
  ],
  ['a prediction of too little', ['predict', 'too short'], /has 9 characters/],
  ['a report of no form', ['report', 's'], /--html FILE, --json, --csv, or --beside SESSION/],
  [
    'a report into a folder',
    ['report', 's', '--html', 'folder'],
    /folder is a folder; name a file/,
  ],
  ['a report nowhere', ['validate', 'folder', '--report', 'no/x.html'], /There is no folder .*no/],
  ['a file as project', ['validate', 'file'], /file is no folder/],
  [
    'a gate of no phase',
    ['validate', 'folder', '--phase', 'coding'],
    /--phase.*requirements, design/,
  ],
  [
    'a project held against nothing',
    ['validate', 'folder', '--against', 'v1'],
    /v1 is no folder, and no revision of a git repository that folder is in/,
  ],
  ['an unknown status', ['list', '--status', 'done'], /--status.*running/],
  ['a limit of nought', ['list', '--limit', '0'], /--limit.*1 to 1000/],
  ['a persona that can not be one', ['logs', 'a', '--persona', 'No!'], /--persona.*persona id/],
  ['rework without a reason', ['rework', 'a'], /--reason/],
  ['approval without a name', ['approve', 'a'], /--by/],
  ['rejection without a reason', ['reject', 'a', '--by', 'ann'], /--reason/],
  ['a digest that is none', ['approve', 'a', '--by', 'ann', '--digest', 'abc'], /--digest.*64/],
  ['a short text for blueprint', ['blueprint', 'short'], /has 5 characters/],
];

describe('bad input ends with 2 and one line, before anything is started:', () => {
  test.each(CASES)('%s', async (_name, args, says) => {
    const { code, stdout, stderr } = await place.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(place.contents()).toEqual(before);
  });

  test('binary standard input', async () => {
    const input = Uint8Array.from([0xff, 0xfe, 0, 1]);
    const { code, stderr } = await place.run(run('--requirement', '-'), { input });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^maestro: Standard input is not plain text in UTF-8\.\n$/);
  });

  test('a setting that there is not', async () => {
    const { code, stderr } = await place.run(['config'], { env: { MAESTRO_MODELL: 'x' } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^maestro: .*MAESTRO_MODELL.*MAESTRO_MODEL.*\n$/);
  });

  const PRICED = { MAESTRO_MODEL_PRICES: '{"x":{"input":1,"output":2}}' };
  const SERVED = { MAESTRO_OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
  const MODELS: readonly (readonly [string, readonly string[], Environment, RegExp])[] = [
    [
      'a server without its address',
      ['--model', 'openai-compatible:x'],
      PRICED,
      /"openai-compatible:x" .* set MAESTRO_OPENAI_BASE_URL, to http:\S+ say/,
    ],
    [
      'a server without its address, by the setting',
      [],
      { ...PRICED, MAESTRO_MODEL: 'openai-compatible:x' },
      /set MAESTRO_OPENAI_BASE_URL/,
    ],
    [
      'a model without a price',
      ['--model', 'openai-compatible:y'],
      { ...PRICED, ...SERVED },
      /"openai-compatible:y" costs.* Set MAESTRO_MODEL_PRICES.*'\{"y":\{"input":0\.5,"output":1\.5\}\}'/,
    ],
    [
      'the model of one phase',
      [],
      { ...PRICED, MAESTRO_MODELS_PHASES_DESIGN: 'openai-compatible:x' },
      /"openai-compatible:x" .* set MAESTRO_OPENAI_BASE_URL/,
    ],
    [
      'the second model of one persona',
      [],
      {
        ...{ ...SERVED, ...PRICED },
        MAESTRO_MODELS_PERSONAS:
          '{"qa_engineer":"openai-compatible:x, anthropic:claude-sonnet-4-5"}',
      },
      /"anthropic:claude-sonnet-4-5" needs a key/,
    ],
    [
      'the model of one persona, by its flag',
      ['--persona-model', 'qa_engineer=anthropic:claude-sonnet-4-5'],
      {},
      /"anthropic:claude-sonnet-4-5" needs a key/,
    ],
    [
      'a model by its flag for a persona that there is not',
      ['--persona-model', 'qa_enginer=blueprint'],
      {},
      /names "qa_enginer", .* did you mean qa_engineer\?/,
    ],
    [
      'a model for a persona that there is not',
      [],
      { MAESTRO_MODELS_PERSONAS: '{"qa_enginer":"blueprint"}' },
      /models\.personas names "qa_enginer".*qa_engineer/,
    ],
    [
      'prices that are none',
      ['--model', 'openai-compatible:x'],
      { ...SERVED, MAESTRO_MODEL_PRICES: '{"x":1}' },
      /MAESTRO_MODEL_PRICES: For "x": Prices are/,
    ],
    [
      'a provider without a key',
      ['--model', 'anthropic:claude-sonnet-4-5'],
      {},
      /needs a key: set ANTHROPIC_API_KEY/,
    ],
  ];
  test.each(MODELS)('%s', async (_name, args, env, says) => {
    const { code, stdout, stderr } = await place.run(build(...args), { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(place.contents()).toEqual(before);
  });

  test.each([
    ['run', run('--resume', 'a', '--model', 'openai-compatible:x')],
    ['resume', ['resume', 'a', '--model', 'openai-compatible:x']],
  ])('a model to go on with that can not be asked, with %s', async (_name, args) => {
    const { code, stdout, stderr } = await place.run(args, { env: PRICED });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/set MAESTRO_OPENAI_BASE_URL/);
    expect(place.contents()).toEqual(before);
  });

  test('a persona file that is none', async () => {
    const folder = path.join(place.dir, 'folder');
    const file = path.join(folder, 'odd.json');
    writeFileSync(file, '{"persona_id": 7}');
    const env = { MAESTRO_PERSONA_FOLDERS: folder };
    const { code, stdout, stderr } = await place.run(build(), { env });
    rmSync(file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^maestro: .*odd\.json: persona_id .*\n$/);
    expect(place.contents()).toEqual(before);
  });

  test('escape sequences in what is refused are not repeated', async () => {
    const { code, stderr } = await place.run(['\u001b]0;title\u0007\u001b[2Jrun']);
    expect(code).toBe(2);
    // eslint-disable-next-line no-control-regex
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('without a stack', () => {
  test.each([['status', 'a'], ['list'], ['export', 'a'], ['pause', 'a'], ['logs', 'a']])(
    '%s ends with 4 and says how to start one',
    async (...args) => {
      const { code, stdout, stderr } = await place.run(args);
      expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
      expect(stderr).toMatch(/^maestro: Nothing of Maestro runs in .*maestro up.*\n$/);
    },
  );

  test('says it with the command that started us', async () => {
    const env = { MAESTRO_LAUNCHER_COMMAND: 'npm start --' };
    const { code, stderr } = await place.run(['status', 'a'], { env });
    expect(code).toBe(4);
    expect(stderr).toMatch(/^maestro: Nothing of Maestro runs in .*: npm start -- up\n$/);
  });

  test('a Temporal server that does not answer ends with 4', async () => {
    const env = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
    const { code, stderr } = await place.run(['status', 'a'], { env });
    expect(code).toBe(4);
    expect(stderr).toMatch(/^maestro: No Temporal server answers at 127\.0\.0\.1:1 .*\n$/);
  });
});

describe('what needs no stack', () => {
  test('help names every command and every exit code', async () => {
    const { code, stdout, stderr } = await place.run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const commands =
      'run status list watch logs pause resume rework approve reject cancel artifacts export personas config up down doctor worker blueprint';
    for (const name of commands.split(' '))
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    for (const exit of [0, 1, 2, 3, 4, 130]) expect(stdout).toContain(`${String(exit)} `);
  });

  test('help is written for the command that started us', async () => {
    const env = { MAESTRO_LAUNCHER_COMMAND: 'npm start --' };
    const { stdout } = await place.run(['run', '--help'], { env });
    expect(stdout).toContain('Usage: npm start -- run [options]');
    const up = await place.run(['up', '--help'], { env });
    // Without --silent, the shell would also run what npm says.
    expect(up.stdout).toContain('eval "$(npm start --silent -- up)"');
    expect((await place.run(['up', '--help'])).stdout).toContain('eval "$(maestro up)"');
  });

  test('blueprint reads standard input and prints one JSON object', async () => {
    const { code, stdout } = await place.run(['blueprint', '-', '--json'], { input: RECORDS });
    expect(code).toBe(0);
    const understood = JSON.parse(stdout) as {
      recordKeeping: string;
      entities: { name: string }[];
    };
    expect(understood.recordKeeping).toBe('yes');
    expect(understood.entities.map(({ name }) => name)).toEqual(['project', 'task', 'comment']);
  });

  test('personas and config print one JSON object a line', async () => {
    for (const command of ['personas', 'config']) {
      const { code, stdout } = await place.run([command, '--json']);
      expect(code).toBe(0);
      const rows = stdout
        .trimEnd()
        .split('\n')
        .map((row) => JSON.parse(row) as object);
      expect(rows.length).toBeGreaterThan(5);
    }
  });

  test('plain output has no escape sequences', async () => {
    const { stdout } = await place.run(['blueprint', RECORDS]);
    expect(stdout).not.toContain('\u001b');
  });
});
