/**
 * The code of a system error (`ENOENT` …), if it has one. Asked of its shape and not its class:
 * under test runners, Node's own errors come from another realm.
 */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
