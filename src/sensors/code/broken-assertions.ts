import { assertionCalls } from './assertion-calls.ts';
import type { AssertionCall } from './assertion-calls.ts';
import { declaredTests } from './declared-tests.ts';
import { isJavaScript } from './javascript.ts';
import { spliced } from './splice.ts';
import type { Splice } from './splice.ts';
import { linesOf } from './tests-in-python.ts';

const inJavaScript = ({ start, end, tells }: AssertionCall, reason: string): Splice => {
  const said = JSON.stringify(reason);
  if (tells.by === 'argument') return { start, end, text: `${tells.given}.fail(${said})` };
  const error = `Object.assign(new Error(${said}), { name: 'AssertionError', code: 'ERR_ASSERTION' })`;
  const text =
    tells.by === 'promise' ? `Promise.reject(${error})` : `void (() => { throw ${error}; })()`;
  return { start, end, text };
};

const IN_PYTHON =
  /^(?:assert\b|self\.(?:assert\w+|fail)\(|(?:\w+\.)*assert_\w+\(|pytest\.fail\(|(?:async )?with (?:self\.assert\w+|(?:pytest\.)?raises)\()/;

const inPython = (text: string, reason: string): readonly Splice[] =>
  linesOf(text)
    .filter((line) => line.indent > 0 && IN_PYTHON.test(line.text.trimStart()))
    .map(({ text: line, start, indent }) => {
      const pad = line.slice(0, indent);
      return { start, end: start, text: `${pad}raise AssertionError(${JSON.stringify(reason)})\n` };
    });

const allIn = (path: string, text: string, reason: string): readonly Splice[] => {
  if (path.endsWith('.py')) return inPython(text, reason);
  return isJavaScript(path)
    ? assertionCalls(path, text).map((call) => inJavaScript(call, reason))
    : [];
};

/** A text of tests after all assertions that stand in some of them were made to fail. */
export interface BrokenAssertions {
  readonly text: string;
  /** Names of tests that have any. */
  readonly names: readonly string[];
}

/**
 * Makes all assertions in tests of these names fail, wherever they stand in them. What a helper
 * asserts for a test is not its own.
 */
export const breakAssertions = (
  path: string,
  text: string,
  names: ReadonlySet<string>,
  reason: string,
): BrokenAssertions => {
  const splices = allIn(path, text, reason);
  const tests = declaredTests(path, text).filter(({ name, whole }) => !whole && names.has(name));
  const within = tests.map(({ name, start, end }) => ({
    name,
    own: splices.filter((splice) => start <= splice.start && splice.end <= end),
  }));
  const broken = within.filter(({ own }) => own.length > 0);
  return {
    text: spliced(
      text,
      broken.flatMap(({ own }) => own),
    ),
    names: broken.map(({ name }) => name),
  };
};
