import type { Splice } from './splice.ts';

/** A test that a file declares and that is run whenever the file is. */
export interface DeclaredTest {
  readonly name: string;
  /** All of it, in characters of the text. */
  readonly start: number;
  readonly end: number;
  /** Told to be left out: skipped, to do, or expected to fail. */
  readonly off: boolean;
  /** All that its file does, without a runner: see `plain-script.ts`. */
  readonly whole?: true;
  /** Makes the test fail at its first step; absent where that can't be written. */
  readonly failing?: (reason: string) => Splice;
}

/** Makes an assertion of a test fail, by the test's own means. @param value that nothing else is equal to */
export type FailsByAssertion = (value: string) => Splice;
