import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { startPostgres } from './postgres-databases.ts';
import type { TestPostgres } from './postgres-databases.ts';

export { startPostgres } from './postgres-databases.ts';
export type { TestPostgres } from './postgres-databases.ts';

/**
 * One server for all tests of a file. Call it at the top level of the file; the answer gives each
 * test its own database.
 */
export const usePostgres = (): TestPostgres['database'] => {
  let server: TestPostgres | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterEach(() => server?.disconnect());
  afterAll(async () => {
    await server?.stop();
  });
  return (options) => {
    if (server === undefined) throw new Error('The database is there only while tests run.');
    return server.database(options);
  };
};
