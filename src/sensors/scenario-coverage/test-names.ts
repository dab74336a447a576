import type { TreePath } from '../../domain/tree.ts';
import { declaredTests } from '../code/declared-tests.ts';
import type { Convention } from '../conventions.ts';
import type { SenseContext } from '../sensor.ts';
import { WITHIN } from '../test/formats/passes.ts';
import { readText } from '../tree-files.ts';
import { doesNothing } from './does-nothing.ts';

/** A test as a file declares it. */
export interface WrittenTest {
  readonly path: TreePath;
  /** Its title; for Python with the first words of its body, where a sentence can stand. */
  readonly name: string;
  readonly title: string;
  readonly off: boolean;
  readonly empty: boolean;
}

/** The test files of a product. */
export interface WrittenTests {
  readonly tests: readonly WrittenTest[];
  readonly byTitle: ReadonlyMap<string, readonly WrittenTest[]>;
  /** All text of test files, where names that are put together in a loop come from. */
  readonly texts: ReadonlyMap<TreePath, string>;
}

const FILES = 400;
const DOCSTRING = /:[ \t]*(?:#[^\n]*)?\n\s*[ru]?("""|''')([\s\S]{0,500}?)\1/;

const groupByTitle = (tests: readonly WrittenTest[]): WrittenTests['byTitle'] => {
  const groups = new Map<string, WrittenTest[]>();
  for (const test of tests) groups.set(test.title, [...(groups.get(test.title) ?? []), test]);
  return groups;
};

export const readWrittenTests = async (
  ctx: SenseContext,
  { isTest }: Pick<Convention, 'isTest'>,
): Promise<WrittenTests> => {
  const tests: WrittenTest[] = [];
  const texts = new Map<TreePath, string>();
  for (const path of [...ctx.tree.keys()].filter(isTest).slice(0, FILES)) {
    ctx.signal.throwIfAborted();
    const text = await readText(ctx, path);
    texts.set(path, text);
    for (const { name: title, start, end, off } of declaredTests(path, text)) {
      const own = text.slice(start, end);
      const said = path.endsWith('.py') ? (DOCSTRING.exec(own)?.[2] ?? '') : '';
      const name = `${title} ${said}`.trim();
      tests.push({ path, name, title, off, empty: doesNothing(path, own) });
    }
  }
  return { tests, byTitle: groupByTitle(tests), texts };
};

/** The title of a test that a runner names with its suites, without what a parameter adds. */
export const titleOf = (name: string): string =>
  (name.split(WITHIN).at(-1) ?? '').replace(/^(\w+)\[.*\]$/, '$1');
