import type { DeclaredTest, FailsByAssertion } from './declared-test.ts';
import { isJavaScript } from './javascript.ts';
import { assertionsInJavaScript } from './assertions-in-javascript.ts';
import { assertionInPython } from './assertions-in-python.ts';

/**
 * For tests of a text, how one of its own assertions is made to fail: one that surely runs, for it
 * stands in the test itself and nothing before it can leave the test. `undefined` for those without.
 */
export const ownAssertions = (
  path: string,
  text: string,
): ((test: DeclaredTest) => FailsByAssertion | undefined) => {
  if (path.endsWith('.py')) return (test) => assertionInPython(text, test);
  return isJavaScript(path) ? assertionsInJavaScript(path, text) : () => undefined;
};
