/**
 * The database gave no answer: it is down, starting, refuses connections, or the connection broke
 * midway. Whether a write in flight was kept is unknown. Safe to retry; never holds a password.
 */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';

  /** @param target `host:port, database "name"`. */
  constructor(target: string, problem: string) {
    super(`Postgres at ${target} is not reachable: ${problem}.`);
  }
}
