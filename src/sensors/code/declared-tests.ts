import type { DeclaredTest } from './declared-test.ts';
import { isJavaScript } from './javascript.ts';
import { testsInJavaScript } from './tests-in-javascript.ts';
import { testsInPython } from './tests-in-python.ts';

/**
 * The tests that a file declares at its top or in its suites; what helpers declare is not seen.
 * Empty for a file that does not parse.
 */
export const declaredTests = (path: string, text: string): readonly DeclaredTest[] => {
  if (path.endsWith('.py')) return testsInPython(text);
  return isJavaScript(path) ? testsInJavaScript(path, text) : [];
};
