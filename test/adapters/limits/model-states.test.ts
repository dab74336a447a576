import { sql } from 'kysely';
import { expect, test } from '@jest/globals';
import { createModelStates } from '../../../src/adapters/limits/model-states.ts';
import { readModelStanding } from '../../../src/adapters/limits/model-standing.ts';
import type { Database } from '../../../src/adapters/postgres/index.ts';
import { usePostgres } from '../../support/postgres.ts';

const database = usePostgres();

const MODEL = 'openai:m';

const statesIn = async (db: Database) =>
  (await readModelStanding(db)).states.map(({ worker, model, state }) => [worker, model, state]);

const until = async (db: Database, states: readonly (readonly string[])[]): Promise<void> => {
  for (let look = 0; look < 100; look += 1) {
    if (JSON.stringify(await statesIn(db)) === JSON.stringify(states)) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(await statesIn(db)).toEqual(states);
};

test('every worker shows the last change of each of its breakers', async () => {
  const { db } = await database();
  const [one, other] = [createModelStates(db, 'host:1'), createModelStates(db, 'host:2')];
  one.record({ model: MODEL, state: 'open', reason: '5 failures in a row' });
  one.record({ model: MODEL, state: 'half_open', reason: 'a probe' });
  one.record({ model: MODEL, state: 'closed', reason: 'it is asked again' });
  other.record({ model: MODEL, state: 'open', reason: '5 failures in a row' });
  await until(db, [
    ['host:1', MODEL, 'closed'],
    ['host:2', MODEL, 'open'],
  ]);
  expect((await readModelStanding(db)).states[1]).toMatchObject({
    reason: '5 failures in a row',
    since: expect.any(Date),
  });
  await Promise.all([one.close(), other.close()]);
});

test('a worker that ends takes back what it has shown', async () => {
  const { db } = await database();
  const states = createModelStates(db, 'host:1');
  states.record({ model: MODEL, state: 'open', reason: '5 failures in a row' });
  await states.close();
  expect(await statesIn(db)).toEqual([]);
});

test('what a worker has shown that is silent counts no more, and is dropped by the next', async () => {
  const { db } = await database();
  const dead = createModelStates(db, 'dead:1');
  dead.record({ model: MODEL, state: 'open', reason: '5 failures in a row' });
  await until(db, [['dead:1', MODEL, 'open']]);
  await sql`update model_states set expires_at = now() - interval '1 second'`.execute(db);
  expect(await statesIn(db)).toEqual([]);
  const living = createModelStates(db, 'host:1');
  living.record({ model: MODEL, state: 'open', reason: '5 failures in a row' });
  await until(db, [['host:1', MODEL, 'open']]);
  expect(await db.selectFrom('model_states').select('worker').execute()).toEqual([
    { worker: 'host:1' },
  ]);
  await Promise.all([dead.close(), living.close()]);
});
