import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '../adapters/model/blueprint/product.ts';
import { REQUIREMENTS } from '../support/requirements.ts';
import type { WrittenRequirement } from '../support/requirements.ts';
import { useMaestro } from '../support/use-maestro.ts';

interface Outcome {
  /** Of the phases, in their order. */
  readonly states: readonly string[];
  /** What the service answers to, by its own description. */
  readonly paths: readonly string[];
  readonly tests: Awaited<ReturnType<typeof runTests>>;
}

/** Executions at a time: enough to keep two cores busy while others wait. */
const LANES = 4;

const maestro = useMaestro();
let out: string;
const outcomes = new Map<string, Promise<Outcome>>();

const pathsOf = (dir: string): readonly string[] => {
  const { paths } = JSON.parse(readFileSync(path.join(dir, 'design', 'openapi.json'), 'utf8')) as {
    readonly paths: object;
  };
  return Object.keys(paths);
};

const build = async ({ session, ...written }: WrittenRequirement): Promise<Outcome> => {
  const { text, assumeRecords = false } = written;
  await maestro.client.start({ session, requirement: text, model: 'blueprint', assumeRecords });
  const { phases } = await maestro.client.result(session);
  const dir = path.join(out, session);
  await maestro.client.exportTo(session, dir);
  return {
    states: phases.map(({ state }) => state),
    paths: pathsOf(dir),
    tests: await runTests(dir),
  };
};

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'maestro-ten-'));
  const lanes = Array.from({ length: LANES }, () => Promise.resolve());
  REQUIREMENTS.forEach((written, at) => {
    const built = (lanes[at % LANES] ?? Promise.resolve()).then(() => build(written));
    outcomes.set(written.session, built);
    // Who fails is told by its own test; the next one is built all the same.
    lanes[at % LANES] = built.then(
      () => undefined,
      () => undefined,
    );
  });
});

afterAll(async () => {
  await Promise.allSettled(outcomes.values());
  rmSync(out, { recursive: true, force: true });
}, 60_000);

describe('a requirement of each shape becomes a product whose tests pass:', () => {
  test.each(REQUIREMENTS)(
    '$shape',
    async ({ session, records }) => {
      const { states, paths, tests } = (await outcomes.get(session)) ?? {};
      expect(states).toEqual(Array(5).fill('passed'));
      expect(paths).toContain(`/${records}`);
      expect(tests).toMatchObject({ code: 0, failed: 0 });
      expect(tests?.passed).toBeGreaterThan(0);
    },
    240_000,
  );
});

test('none of them was asked of another model', async () => {
  expect(await maestro.model.log()).toEqual([]);
});
