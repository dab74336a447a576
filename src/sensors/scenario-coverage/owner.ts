import type { PersonaId } from '../../domain/persona.ts';
import { keeperOf } from '../owners.ts';
import type { SenseContext } from '../sensor.ts';
import { asksForTests } from '../test/asks-for-tests.ts';
import { namesId } from './names-id.ts';
import type { WrittenTests } from './test-names.ts';

const ACCEPTANCE = /acceptance|scenario|e2e|end-to-end/i;

/**
 * Who writes tests of scenarios: whoever wrote most of the tests that name one; where none does,
 * who owns acceptance tests; else who keeps the tests.
 */
export const scenarioTester = (
  ctx: SenseContext,
  ids: readonly string[],
  { tests }: WrittenTests,
): PersonaId => {
  const count = new Map<PersonaId, number>();
  for (const { path, name } of tests) {
    if (!ids.some((id) => namesId(id, ids, name))) continue;
    const owner = ctx.producerOf(path);
    count.set(owner, (count.get(owner) ?? 0) + 1);
  }
  const [most] = [...count].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  if (most !== undefined) return most[0];
  const inTesting = ctx.team.filter(({ assignment }) => assignment.phase === 'testing');
  const owner = inTesting.find(({ persona }) => persona.owns.some((path) => ACCEPTANCE.test(path)));
  return owner === undefined
    ? asksForTests(ctx)
    : keeperOf(ctx.team, 'testing', (member) => member === owner);
};
