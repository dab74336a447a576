import type { TreePath } from '../../domain/tree.ts';
import { declaredTests } from '../code/declared-tests.ts';
import type { Convention } from '../conventions.ts';
import { scriptOf } from '../project.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';

/** What the test files of a product say of its tests. */
export interface Suite {
  /** Tests that its test files declare. */
  readonly declared: number;
  /** The files written for node:test, which can be run without the product's own command. */
  readonly nodeTests: readonly TreePath[];
}

const DECLARATION = /(^|[^\w.])(test|it|scenario)(\.\w+)*\s*\(|^\s*(async )?def test_?\w*\(/gm;
const NODE_TEST = /\.test\.[cm]?js$/;
const CODE = /\.([cm]?[jt]sx?|py)$/;

export const readSuite = async (ctx: SenseContext, { isTest }: Convention): Promise<Suite> => {
  const files = [...ctx.tree.keys()].filter((path) => CODE.test(path) && isTest(path));
  let declared = 0;
  const nodeTests: TreePath[] = [];
  for (const path of files) {
    const text = await readText(ctx, path);
    declared += Math.max(text.match(DECLARATION)?.length ?? 0, declaredTests(path, text).length);
    if (NODE_TEST.test(path) && text.includes('node:test')) nodeTests.push(path);
  }
  return { declared, nodeTests };
};

/** A script with the scripts that it calls by `npm run` put in its place. */
export const expandScript = (
  files: Pick<ProjectFiles, 'manifest'>,
  script: string,
  depth = 3,
): string =>
  depth === 0
    ? script
    : script.replace(
        /\bnpm (?:--?[\w-]+ )*(?:run(?:-script)? )?([\w:.-]+)/g,
        (call, name: string) => {
          const called = scriptOf(files, name);
          return called === undefined ? call : expandScript(files, called, depth - 1);
        },
      );

/** What `node` is given is a module: `node test` runs `test.js` or `test/index.js`. */
const MODULES = ['', '.js', '.cjs', '.mjs', '/index.js', '/index.cjs'];

/** Options of Node whose value stands apart. */
const WITH_VALUE =
  /^(?:--(?:import|require|loader|experimental-loader|conditions|env-file)|-[rC])$/;

const entryIn = (given: string): string | undefined => {
  const words = given.split(/[\s"']+/).filter((word) => word !== '');
  const at = words.findIndex(
    (word, index) => !word.startsWith('-') && !WITH_VALUE.test(words[index - 1] ?? ''),
  );
  return words.slice(0, Math.max(0, at)).includes('--test') ? undefined : words[at];
};

/** Files that a script may run by giving them to `node`. */
export const entriesOf = (script: string): readonly string[] =>
  [...script.matchAll(/\bnode\s+([^;&|]+)/g)].flatMap(([, given = '']) => {
    const path = entryIn(given)?.replace(/^\.\//, '').replace(/\/$/, '');
    return path === undefined ? [] : MODULES.map((end) => `${path}${end}`);
  });

/** Where a script starts a program of a common name: no reporter or file that has the same. */
const startsOf = (names: string): string =>
  String.raw`(?<!reporter|-R)(?:^|[\s;&|(]|\.bin\/)(?:${names})(?=[\s;&|)]|$)`;

/** That a script starts a program of this name, which may be a word. */
export const startOf = (name: string): RegExp => new RegExp(startsOf(name));

const RUNNER = new RegExp(
  String.raw`\bnode\b[^&|;]*\s--test\b|\b(?:jest|vitest|mocha|pytest|unittest|playwright test)\b|${startsOf('tape|tap|ava|uvu')}`,
  'g',
);

/** How often a script starts a test runner that we know. */
export const runnersIn = (script: string): number => script.match(RUNNER)?.length ?? 0;
