import type { Splice } from './splice.ts';
import { isJavaScript } from './javascript.ts';
import { testsInJavaScript } from './tests-in-javascript.ts';
import { testsInPython } from './tests-in-python.ts';

/** A test that a file declares and that is run whenever the file is. */
export interface DeclaredTest {
  readonly name: string;
  /** All of it, in characters of the text. */
  readonly start: number;
  readonly end: number;
  /** Told to be left out: skipped, to do, or expected to fail. */
  readonly off: boolean;
  /** Makes the test fail at its first step; absent where that can't be written. */
  readonly failing?: (reason: string) => Splice;
}

/**
 * The tests that a file declares at its top or in its suites; what helpers declare is not seen.
 * Empty for a file that does not parse.
 */
export const declaredTests = (path: string, text: string): readonly DeclaredTest[] => {
  if (path.endsWith('.py')) return testsInPython(text);
  return isJavaScript(path) ? testsInJavaScript(path, text) : [];
};
