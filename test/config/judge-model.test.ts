import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkStart } from '../../src/cli/run/check-start.ts';
import { configuredModels, loadConfig, modelUses, toEnvironment } from '../../src/config/index.ts';
import type { Requirement } from '../../src/domain/requirement.ts';
import { settingsFor } from '../../src/workers/settings.ts';

const JUDGE = 'openai:gpt-judge';

const requirement = 'A service that keeps notes.' as Requirement;

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'maestro-judge-'));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const load = (env: Readonly<Record<string, string>> = {}) =>
  loadConfig({ env: { MAESTRO_HOME: path.join(cwd, 'home'), ...env }, cwd });

const surroundings = { searchAttributes: false, sandbox: () => Promise.resolve('none' as const) };

describe('the model that judges', () => {
  test('is nobody, unless the file or the environment names one or a list', () => {
    expect(load().config.gates.judgeModel).toBeUndefined();
    expect(load({ MAESTRO_GATES_JUDGE_MODEL: JUDGE }).config.gates.judgeModel).toBe(JUDGE);
    const file = path.join(cwd, 'judge.yaml');
    writeFileSync(file, `gates:\n  judgeModel: ${JUDGE}, ollama:other\n`);
    const fromFile = load({ MAESTRO_CONFIG: file });
    expect(fromFile.config.gates.judgeModel).toBe(`${JUDGE}, ollama:other`);
    expect(load(toEnvironment(fromFile)).config.gates).toEqual(fromFile.config.gates);
  });

  test.each(['blueprint', 'nobody', 'openai:', `blueprint,${JUDGE}`])('is not "%s"', (model) => {
    expect(() => load({ MAESTRO_GATES_JUDGE_MODEL: model })).toThrow(
      /MAESTRO_GATES_JUDGE_MODEL is not usable: must be/,
    );
  });

  test('stands among the configured models, with the setting that names it', () => {
    const env = { MAESTRO_MODEL: 'ollama:team', MAESTRO_GATES_JUDGE_MODEL: JUDGE };
    const { config } = load(env);
    expect(configuredModels(config)).toEqual(['ollama:team', JUDGE]);
    expect(modelUses(config)).toContainEqual({ spec: JUDGE, settings: ['gates.judgeModel'] });
  });

  test('goes with the settings of an execution, but for one that asks nobody outside', async () => {
    const { config } = load({ MAESTRO_MODEL: 'ollama:team', MAESTRO_GATES_JUDGE_MODEL: JUDGE });
    const resolve = settingsFor(config, surroundings);
    const start = { requirement };
    expect((await resolve(start)).judgeModel).toBe(JUDGE);
    expect(await resolve({ ...start, model: 'blueprint' })).not.toHaveProperty('judgeModel');
  });

  test('is checked before an execution starts, as any other', async () => {
    const env = { MAESTRO_GATES_JUDGE_MODEL: JUDGE, MAESTRO_MODEL_PRICES: 'free' };
    const check = (more: Readonly<Record<string, string>>, model = 'ollama:team') =>
      checkStart(requirement, { model, models: {} }, load({ ...env, ...more }));
    await expect(check({})).rejects.toThrow(/OPENAI_API_KEY/);
    await check({ OPENAI_API_KEY: 'k-0123456789' });
    await check({}, 'blueprint');
    const capped = { OPENAI_API_KEY: 'k-0123456789', MAESTRO_BUDGET_PERSONAS: '{"judge":1}' };
    await check(capped);
    await expect(check(capped, 'blueprint')).rejects.toThrow(/budget.personas/);
  });
});
