import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ConfigError,
  explain,
  loadConfig,
  modelSettings,
  providerAccess,
  secretValues,
  settings,
  toEnvironment,
} from '../../src/config/index.ts';
import type { ConfigInputs } from '../../src/config/index.ts';
import { PROVIDERS } from '../../src/domain/model-spec.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'maestro-config-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const load = (inputs: ConfigInputs = {}) => loadConfig({ env: {}, cwd, ...inputs });
const write = (text: string, name = 'maestro.yaml') => {
  writeFileSync(path.join(cwd, name), text);
};

function refusal(inputs: ConfigInputs): ConfigError {
  try {
    load(inputs);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('where a value comes from', () => {
  test('defaults need nothing at all', () => {
    const { config } = load();
    expect(config.home).toBe(path.join(homedir(), '.maestro'));
    expect(config.objects.dir).toBe(path.join(homedir(), '.maestro', 'objects'));
    expect(config.outputDir).toBe(path.join(cwd, 'sdlc_output'));
    expect(config.model).toBe('blueprint');
    expect(config.temporal).toEqual({ namespace: 'default', taskQueue: 'sdlc' });
    expect(config.thresholds).toEqual({
      first: 0.6,
      second: 0.75,
      later: 0.85,
      minImprovement: 0.05,
    });
  });

  test('a file goes over defaults, the environment over the file, flags over all', () => {
    write('maxPhaseIterations: 4\nlogLevel: debug\nlimits:\n  stepsPerRun: 7\n');
    const env = { MAESTRO_MAX_PHASE_ITERATIONS: '5', MAESTRO_LOG_LEVEL: 'warn' };
    const { config, sources } = load({ env, flags: { maxPhaseIterations: 6 } });
    expect([config.maxPhaseIterations, config.logLevel, config.limits.stepsPerRun]).toEqual([
      6,
      'warn',
      7,
    ]);
    expect(sources.get('maxPhaseIterations')).toBe('flags');
    expect(sources.get('logLevel')).toBe('environment');
    expect(sources.get('limits.stepsPerRun')).toBe(path.join(cwd, 'maestro.yaml'));
  });

  test('an objects folder that nobody named follows the home', () => {
    expect(load({ env: { MAESTRO_HOME: '/srv/m' } }).config.objects.dir).toBe('/srv/m/objects');
  });

  test('relative paths start from the file that names them, or from the working folder', () => {
    const other = mkdtempSync(path.join(cwd, 'other-'));
    writeFileSync(path.join(other, 'm.yaml'), 'personaFolders: [mine, ~/ours]\n');
    const env = { MAESTRO_CONFIG: path.join(other, 'm.yaml'), MAESTRO_OUTPUT_DIR: 'out' };
    const { config } = load({ env });
    expect(config.personaFolders).toEqual([path.join(other, 'mine'), path.join(homedir(), 'ours')]);
    expect(config.outputDir).toBe(path.join(cwd, 'out'));
  });

  test('a key and a file with a key are one thing, of which the last layer holds', () => {
    write('anthropic:\n  apiKey: old\nopenai:\n  apiKeyFile: old\n');
    const given = { ANTHROPIC_API_KEY_FILE: 'key', OPENAI_API_KEY: 'new' };
    write('fresh', 'key');
    const loaded = load({ env: given });
    expect(providerAccess(loaded.config, 'anthropic').key()).toBe('fresh');
    expect(providerAccess(loaded.config, 'openai').key()).toBe('new');
    expect(explain(loaded).find(({ key }) => key === 'anthropic.apiKey')).toMatchObject({
      source: 'unset',
    });
    expect(load({ env: {} }).config.anthropic.apiKey).toBe('old');
  });

  test('prices are a text or, in a file, a map', () => {
    write('modelPrices:\n  qwen3: { input: 0.5, output: 1.5 }\n  own: free\n');
    const loaded = load();
    const text = '{"qwen3":{"input":0.5,"output":1.5},"own":"free"}';
    expect(modelSettings(loaded.config).prices).toBe(text);
    expect(toEnvironment(loaded)).toMatchObject({ MAESTRO_MODEL_PRICES: text });
    expect(modelSettings(load({ env: { MAESTRO_MODEL_PRICES: 'free' } }).config).prices).toBe(
      'free',
    );
  });

  test('a variable that is empty counts as not set', () => {
    const env = { TEMPORAL_ADDRESS: '', MAESTRO_CONFIG: '', DATABASE_URL: '' };
    expect(load({ env }).config.temporal.address).toBeUndefined();
  });

  test('every setting has an environment variable of its own', () => {
    const names = settings.map(({ env }) => env);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'DATABASE_URL',
        'TEMPORAL_ADDRESS',
        'MAESTRO_LIMITS_SANDBOX_WALL_MS',
      ]),
    );
  });
});

describe('what is refused', () => {
  test.each<[string, ConfigInputs, RegExp]>([
    [
      'an unknown variable',
      { env: { MAESTRO_HOEM: 'x' } },
      /MAESTRO_HOEM.*did you mean MAESTRO_HOME/,
    ],
    [
      'a number that is none',
      { env: { MAESTRO_LIMITS_STEPS_PER_RUN: 'many' } },
      /MAESTRO_LIMITS_STEPS_PER_RUN/,
    ],
    ['iterations out of range', { flags: { maxPhaseIterations: 11 } }, /flags: maxPhaseIterations/],
    [
      'a model of another kind',
      { env: { MAESTRO_MODEL: 'gpt' } },
      /MAESTRO_MODEL.*openai-compatible:<model>/,
    ],
    [
      'an address without a port',
      { env: { TEMPORAL_ADDRESS: 'there' } },
      /TEMPORAL_ADDRESS.*host:port/,
    ],
    [
      'a URL that is none',
      { env: { MAESTRO_OPENAI_BASE_URL: 'ftp://x' } },
      /MAESTRO_OPENAI_BASE_URL/,
    ],
    [
      'a URL that can not be read',
      { env: { MAESTRO_OPENAI_BASE_URL: 'not a URL' } },
      /MAESTRO_OPENAI_BASE_URL.*must be an http/,
    ],
    [
      'a file that is not there',
      { env: { MAESTRO_CONFIG: 'none.yaml' } },
      /none\.yaml.*cannot be read/,
    ],
  ])('%s, with where it stands and what to do', (_what, inputs, message) => {
    const { message: said } = refusal(inputs);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  test.each([
    ['limits:\n  stepsPerRnu: 3\n', /limits\.stepsPerRnu is not a setting.*limits\.stepsPerRun/],
    ['limits: 3\n', /limits is a group/],
    ['- a\n', /not a map/],
    ['a: [\n', /not valid YAML/],
    ['thresholds:\n  first: 2\n', /thresholds\.first is not usable/],
    ['limits:\n  sanbox:\n    wallMs: 500\n', /limits\.sanbox is not.*mean limits\.sandbox\?/],
    [
      `a: &a [${'1,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n`,
      /not valid YAML: Excessive alias/,
    ],
    ['openaiBaseUrl: http://u:s3cret@h/v1\n', /no user name and no password/],
    ['models:\n  personas:\n    1: openai:x\n', /models\.personas is not usable/],
  ])('the file %j', (text, message) => {
    write(text);
    const { problem, message: said } = refusal({});
    expect(problem.file).toBe(path.join(cwd, 'maestro.yaml'));
    expect(said).toMatch(message);
    expect(said).not.toContain('s3cret');
  });

  test('a file that is none, or too large, which could keep us for ever', () => {
    write('#'.repeat(1_100_000), 'large.yaml');
    for (const [name, wrong] of [
      ['/dev/zero', /no regular file/],
      ['large.yaml', /more than 1048576 bytes/],
    ] as const) {
      expect(refusal({ env: { MAESTRO_CONFIG: name } }).message).toMatch(wrong);
      const { config } = load({ env: { ANTHROPIC_API_KEY_FILE: name } });
      expect(() => providerAccess(config, 'anthropic').key()).toThrow(
        /ANTHROPIC_API_KEY_FILE can't be read/,
      );
    }
  });

  test('variables of others are left alone', () => {
    expect(() =>
      load({ env: { PATH: '/bin', MAESTRO_TEST_X: '1', NOT_MAESTRO_X: '2' } }),
    ).not.toThrow();
  });
});

describe('explaining', () => {
  test('secrets are masked, wherever they come from', () => {
    const env = { MAESTRO_OPENAI_API_KEY: 'sk-very-secret', DATABASE_URL: 'postgres://a:pw@h/d' };
    const rows = explain(load({ env }));
    expect(JSON.stringify(rows)).not.toMatch(/very-secret|pw@/);
    expect(rows.find(({ key }) => key === 'openaiApiKey')).toMatchObject({
      value: '(set)',
      source: 'environment',
    });
  });

  test('a setting without a value says that it is not set', () => {
    const row = explain(load()).find(({ key }) => key === 'temporal.address');
    expect(row).toMatchObject({ source: 'unset', env: 'TEMPORAL_ADDRESS' });
    expect(row).not.toHaveProperty('value');
  });
});

describe('how a provider is reached', () => {
  const usual = {
    ANTHROPIC_API_KEY: 'sk-ant-1',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
    OPENAI_API_KEY: 'sk-2',
    OPENAI_BASE_URL: 'http://127.0.0.1:2/v1',
    MAESTRO_OPENAI_API_KEY: 'k3',
    MAESTRO_OPENAI_BASE_URL: 'http://127.0.0.1:3/v1',
    MAESTRO_LITELLM_API_KEY: 'k4',
  };

  test('by the usual variables, and our own for a compatible server', () => {
    const { config } = load({ env: usual });
    const reached = PROVIDERS.map((provider) => {
      const { baseUrl, key } = providerAccess(config, provider);
      return [provider, baseUrl, key()];
    });
    expect(reached).toEqual([
      ['anthropic', 'http://127.0.0.1:1', 'sk-ant-1'],
      ['openai', 'http://127.0.0.1:2/v1', 'sk-2'],
      ['openai-chat', 'http://127.0.0.1:2/v1', 'sk-2'],
      ['openai-compatible', 'http://127.0.0.1:3/v1', 'k3'],
      ['ollama', 'http://127.0.0.1:11434/v1', undefined],
      ['litellm', 'http://127.0.0.1:4000/v1', 'k4'],
    ]);
    expect(secretValues(config).toSorted()).toEqual(['k3', 'k4', 'sk-2', 'sk-ant-1']);
  });

  test('with a key in a file, read anew each time, and told which setting names it', () => {
    const file = path.join(cwd, 'the.key');
    const { config } = load({ env: { ANTHROPIC_API_KEY_FILE: 'the.key' } });
    const { key, keySetting } = providerAccess(config, 'anthropic');
    expect(keySetting).toBe('ANTHROPIC_API_KEY or ANTHROPIC_API_KEY_FILE');
    expect(key).toThrow(/the\.key: ANTHROPIC_API_KEY_FILE can't be read.*write the key alone/);
    writeFileSync(file, 'sk-ant-first\n');
    expect(key()).toBe('sk-ant-first');
    writeFileSync(file, 'sk-ant-second\n');
    expect(key()).toBe('sk-ant-second');
    expect(secretValues(config)).toEqual(['sk-ant-second']);
    writeFileSync(file, ' \n');
    expect(key).toThrow('holds no key');
  });
});

test('a child that is given the environment reads the same configuration elsewhere', () => {
  const flags = fc.record(
    {
      home: fc.constantFrom('/srv/a', 'here', '~/b'),
      maxPhaseIterations: fc.integer({ min: 1, max: 10 }),
      personaFolders: fc.uniqueArray(fc.constantFrom('p', '/q', '~/r')),
      model: fc.constantFrom('blueprint', 'openai-compatible:a:b'),
      thresholds: fc.record({ first: fc.double({ min: 0.1, max: 1, noNaN: true }) }),
      temporal: fc.record({ taskQueue: fc.constantFrom('q1', 'q2') }),
      openaiApiKey: fc.constantFrom('k1', 'k 2'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(flags, (given) => {
      const parent = load({ flags: given });
      const child = loadConfig({ env: toEnvironment(parent), cwd: '/' });
      const { outputDir: ours, ...rest } = parent.config;
      const { outputDir: theirs, ...childRest } = child.config;
      expect(childRest).toEqual(rest);
      expect([ours, theirs]).toEqual([path.join(cwd, 'sdlc_output'), '/sdlc_output']);
    }),
  );
});

describe('models of phases and personas', () => {
  const personas = { architect: 'anthropic:a, openai:b' };

  test('are read from the file and from the environment alike', () => {
    write(
      'models:\n  phases:\n    design: openai:d\n  personas:\n    architect: anthropic:a, openai:b\n',
    );
    const fromFile = load();
    expect(fromFile.config.models).toEqual({ phases: { design: 'openai:d' }, personas });
    const env = toEnvironment(fromFile);
    expect(load({ env, cwd: tmpdir() }).config.models).toEqual(fromFile.config.models);
  });

  test('are refused with the setting that is wrong', () => {
    expect(refusal({ env: { MAESTRO_MODELS_PERSONAS: 'architect' } }).message).toMatch(
      /MAESTRO_MODELS_PERSONAS/,
    );
    expect(refusal({ env: { MAESTRO_MODELS_PERSONAS: '{"a":"nobody"}' } }).message).toMatch(
      /MAESTRO_MODELS_PERSONAS.*must be "blueprint"/,
    );
    expect(refusal({ env: { MAESTRO_MODELS_PHASES_DESIGN: 'x' } }).message).toMatch(
      /PHASES_DESIGN/,
    );
  });
});
