import { describe, expect, test } from '@jest/globals';
import { askedBy, NOTES } from '../support/maestro.ts';
import type { Maestro } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

/** What one seeded fault came to, by the count of the server that plays the model. */
interface Rework {
  /** Runs beyond the first of a persona in a phase. */
  readonly again: readonly string[];
  /** Personas that were asked more often than in an execution without a fault. */
  readonly askedMore: readonly string[];
  /** Verdicts of the exit gates, in order. */
  readonly verdicts: readonly string[];
  /** Rules and owners of what kept a gate shut. */
  readonly told: readonly string[];
}

const counts = async ({ model }: Maestro): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>();
  for (const name of (await model.log()).map(askedBy)) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
};

const play = async (
  maestro: Maestro,
  session: string,
  options: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, number>> => {
  await maestro.play(options);
  await maestro.client.start({ ...NOTES, session });
  const result = await maestro.client.result(session);
  expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
  return counts(maestro);
};

describe('a seeded bug of one persona', () => {
  const maestro = useMaestro();
  let usual: ReadonlyMap<string, number> | undefined;

  const seed = async (
    session: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<Rework> => {
    usual ??= await play(maestro, 'usual', {});
    const asked = await play(maestro, session, options);
    const runs = await maestro.client.runs(session);
    const gates = await maestro.client.gates(session);
    const exits = gates.filter(({ kind }) => kind === 'exit');
    const before = usual;
    return {
      again: runs.map(({ runId }) => runId).filter((runId) => !runId.endsWith('.1')),
      askedMore: [...asked]
        .filter(([name, count]) => count > (before.get(name) ?? 0))
        .map(([name]) => name),
      verdicts: exits.map(({ phase, verdict }) => `${phase} ${verdict}`),
      told: [
        ...new Set(
          (await maestro.model.log()).flatMap(
            ({ messages }) => /\[error\] ([a-z_.]+)/.exec(messages[1]?.content ?? '')?.[1] ?? [],
          ),
        ),
      ],
    };
  };

  test('a wrong status, found by holding the service against its document, is the backend developer’s', async () => {
    const rework = await seed('status', { wrongStatus: 'first' });
    expect(rework.again).toEqual(['backend_developer.implementation.2']);
    expect(rework.askedMore).toEqual(['backend_developer']);
    expect(rework.told).toEqual(['conformance.unknown_id']);
    expect(rework.verdicts.slice(2, 4)).toEqual(['implementation rework', 'implementation passed']);
  }, 600_000);

  test('a failing unit test is the producer’s of the code that its stack trace blames', async () => {
    const rework = await seed('unit', { broken: 'first' });
    // The unit tester reads src/**, which the backend developer changed.
    expect([...rework.again].sort()).toEqual([
      'backend_developer.implementation.2',
      'unit_tester.testing.2',
    ]);
    expect(rework.told).toEqual(['tests.failed']);
    expect([...rework.askedMore].sort()).toEqual(['backend_developer', 'unit_tester']);
  }, 600_000);

  test('a section that a contract asks for is whose document lacks it', async () => {
    const rework = await seed('section', { sectionless: 'first' });
    expect(rework.again).toEqual(['qa_engineer.testing.2']);
    expect(rework.askedMore).toEqual(['qa_engineer']);
    expect(rework.told).toEqual(['contract.required_documentation_sections']);
  }, 600_000);
});
