import { nodesAt, parseJavaScript } from './javascript.ts';
import type { SyntaxNode } from './javascript.ts';
import { testFunctionsIn } from './test-functions.ts';
import type { TestFunctions } from './test-functions.ts';
import { testCallIn } from './tests-in-javascript.ts';

/** A test, or a suite of tests, that may change places with those right beside it. */
export interface TestBlock {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Of a suite: its blocks, in groups that nothing but comments stands between. */
  readonly groups: readonly (readonly TestBlock[])[];
}

const blank = (text: string): boolean =>
  text.split('\n').every((line) => /^[\s;]*(\/\/.*|\/?\*.*)?$/.test(line));

const groupsIn = (
  text: string,
  statements: readonly SyntaxNode[],
  known: TestFunctions,
): readonly (readonly TestBlock[])[] => {
  const groups: TestBlock[][] = [];
  let open: TestBlock[] | undefined;
  let end = 0;
  for (const statement of statements) {
    const call = testCallIn(statement, known);
    if (call === undefined) {
      open = undefined;
      continue;
    }
    const { name, suite, body } = call;
    const block: TestBlock = {
      name,
      start: statement.start,
      end: statement.end,
      groups: suite && body !== undefined ? groupsIn(text, nodesAt(body, 'body'), known) : [],
    };
    if (open !== undefined && blank(text.slice(end, statement.start))) open.push(block);
    else groups.push((open = [block]));
    end = statement.end;
  }
  return groups;
};

/** The tests and suites of a JavaScript or TypeScript text; none where it does not parse. */
export const testBlocks = (path: string, text: string): readonly (readonly TestBlock[])[] => {
  const program = parseJavaScript(path, text);
  return program === undefined
    ? []
    : groupsIn(text, nodesAt(program, 'body'), testFunctionsIn(program));
};

/** Puts the blocks of each group into another order, or leaves some out. */
export type Arrange = (group: readonly TestBlock[]) => readonly TestBlock[];

const within = (
  text: string,
  groups: readonly (readonly TestBlock[])[],
  start: number,
  end: number,
  arrange: Arrange,
): string => {
  let at = start;
  let out = '';
  for (const group of groups) {
    const arranged = arrange(group);
    group.forEach((slot, index) => {
      const put = arranged[index];
      out += text.slice(at, slot.start);
      out += put === undefined ? '' : within(text, put.groups, put.start, put.end, arrange);
      at = slot.end;
    });
  }
  return out + text.slice(at, end);
};

/** The text with its blocks arranged; what stands between them stays. */
export const rearranged = (
  text: string,
  groups: readonly (readonly TestBlock[])[],
  arrange: Arrange,
): string => within(text, groups, 0, text.length, arrange);
