import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { asTemporalFailure } from '../../src/activities/failures.ts';
import { checkAnswer } from '../../src/agent/check-answer.ts';
import { runPersona } from '../../src/agent/index.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Answer } from '../support/model-server/index.ts';
import { control, modelsAt, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';

const bench = useBench();

/** In no shape that gives it away, with a sign that some servers write as \/ in JSON. */
const KEY = 'plain+own/0123456789abcdef';

const PROTOCOLS = [
  'anthropic:scripted',
  'openai:scripted',
  'openai-chat:scripted',
  'openai-compatible:scripted',
];

const finish: Answer = { toolCalls: [{ name: 'finish', arguments: { summary: `Done ${KEY}.` } }] };

/** Whatever a provider can say, with the key in it; pieces of a stream break anywhere. */
const ECHO: Answer = {
  headers: { 'x-request-id': `req-${KEY}`, 'request-id': `req-${KEY}` },
  text: `You sent ${KEY}. `.repeat(20),
  reasoning: `They sent ${KEY}. `.repeat(20),
  toolCalls: [
    { name: 'write', arguments: { path: 'docs/a.md', content: `${KEY} `.repeat(50) } },
    {
      name: 'write',
      arguments: `{"path":"docs/b.md","content":"${KEY.replace('/', '\\/').replace('p', '\\u0070')}"}`,
    },
    { name: KEY, arguments: `{"broken ${KEY}` },
  ],
};

/** The key itself, as JSON of some servers has it, or without its first letter. */
const expectNoKey = (text: string): void => {
  expect(text).not.toContain(KEY.slice(1));
  expect(text).not.toContain(KEY.slice(1).replace('/', '\\/'));
};

const start = (answers: readonly Answer[], spec: string): Promise<Bench> =>
  bench.start({ answers, apiKey: KEY }, {}, KEY, spec);

/** What a run leaves in rows, objects and what it tells Temporal. */
const leftBy = async (run: Bench, deps = run.deps): Promise<string> => {
  const beats: string[] = [];
  const watched = { ...control(), beat: (detail: string) => beats.push(detail) };
  const end = await runPersona(deps, run.task, watched).catch((error: unknown) => error);
  const objects = run.deps.objects.puts.map((digest) => run.deps.objects.text(digest));
  const failure = asTemporalFailure(end);
  return [
    ...beats,
    ...objects,
    await run.recorded(),
    inspect(end, { depth: 9, showHidden: true }),
    inspect(failure, { depth: 9, showHidden: true }),
  ].join('\n');
};

describe.each(PROTOCOLS)('a provider that repeats the key: %s', (spec) => {
  test('finds it in no row, file or transcript, also while the run is open', async () => {
    const run = await start([ECHO, finish, finish], spec);
    // The second answer is lost: the bytes of the first are still in the ledger.
    let begun = 0;
    const ledger: Ledger = {
      ...run.deps.ledger,
      complete: (...call) => {
        begun += 1;
        return begun > 1 ? Promise.reject(new Error('killed')) : run.deps.ledger.complete(...call);
      },
    };
    const open = await leftBy(run, { ...run.deps, ledger });
    expectNoKey(open);
    expect(open).toContain('You sent [key].');
    const whole = await leftBy(run);
    expectNoKey(whole);
    expect(whole).toContain('Done [key].');
    expect(whole).toContain('req-[key]');
    const asked = JSON.stringify((await bench.server().log()).map(({ body }) => body));
    expect(asked).not.toContain(KEY);
  });

  test.each([
    [
      'an error status',
      { status: 400, body: JSON.stringify({ error: { message: `bad ${KEY}` } }) },
    ],
    ['the code of an error', { status: 400, body: `{"error":{"code":"no ${KEY}","message":"?"}}` }],
    [
      'another spelling',
      { status: 401, body: `{"error":{"message":"bad ${KEY.replace('/', '\\/')}"}}` },
    ],
    ['a page', { status: 200, headers: { 'content-type': 'text/html' }, body: `<p>${KEY}</p>` }],
    ['a page of an error', { status: 502, body: `<p>${KEY}</p>` }],
    ['an error after a page of words', { status: 400, body: `${'x'.repeat(63_990)}${KEY}` }],
    ['a reason to stop', { text: 'x', finish: `${'x'.repeat(70)}${KEY}` }],
  ] as const)('nor in what %s says', async (_what, answer) => {
    const run = await start([answer, answer, answer], spec);
    expectNoKey(await leftBy(run));
  });

  test('nor in what a check of the model says', async () => {
    await bench.server().play({ answers: [ECHO], apiKey: KEY });
    const model = modelsAt(bench.server().url, KEY).resolve(spec);
    expectNoKey(JSON.stringify(await checkAnswer(model, 5_000)));
  });
});
