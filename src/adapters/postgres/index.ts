export { createDatabase } from './database.ts';
export type { Database, DatabaseOptions } from './database.ts';
export { migrate, MigrationRefused } from './migrate.ts';
export { DatabaseUrlInvalid, maskUrl, targetOf } from './url.ts';
