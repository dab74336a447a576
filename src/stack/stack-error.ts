/**
 * The embedded stack cannot do what was asked. Its message says what was wrong; `remedies` say
 * what a person can do, one line each.
 */
export class StackError extends Error {
  override readonly name = 'StackError';
  readonly remedies: readonly string[];

  constructor(message: string, remedies: readonly string[] = []) {
    super([message, ...remedies.map((remedy) => `  - ${remedy}`)].join('\n'));
    this.remedies = remedies;
  }
}

/** The message of anything that was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
