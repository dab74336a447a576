import type { ModelStanding } from '../ports/model-states.ts';

/** One look, and no waiting for a server that is away. */
const DATABASE = { connections: 1, connectTimeoutMs: 3_000, statementTimeoutMs: 3_000 };

/**
 * What workers show of limits and circuit breakers, or nothing where Postgres does not tell: it is
 * away, or has not been used by this version.
 */
export const lookAtStanding = async (
  databaseUrl: string | undefined,
): Promise<ModelStanding | undefined> => {
  if (databaseUrl === undefined) return undefined;
  const { createDatabase } = await import('../adapters/postgres/index.ts');
  const { readModelStanding } = await import('../adapters/limits/model-standing.ts');
  const database = createDatabase(databaseUrl, DATABASE);
  try {
    return await readModelStanding(database);
  } catch {
    return undefined;
  } finally {
    await database.destroy();
  }
};
