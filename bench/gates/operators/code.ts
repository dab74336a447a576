import type { Edit, Operator, Project } from '../project.ts';
import { replacedOnce, rewritten, sources } from '../texts.ts';

type Swaps = Readonly<Record<string, string>>;

const COMPARISONS: Swaps = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>': '<=',
  '<=': '>',
  '>=': '<',
};
const LOGIC: Swaps = { '&&': '||', '||': '&&', and: 'or', or: 'and' };
const ARITHMETIC: Swaps = { '+': '-', '-': '+', '*': '+' };

const swapping =
  (swaps: Swaps, pattern: RegExp) =>
  (project: Project): readonly Edit[] =>
    replacedOnce(sources(project), pattern, ([, sign = '']) => {
      const other = swaps[sign];
      return other === undefined ? undefined : ` ${other} `;
    });

const JAVASCRIPT_FUNCTION = /^((?:export )?(?:async )?function (\w+)\([^)]*\) \{)\n[\s\S]*?\n\}$/gm;
const PYTHON_FUNCTION = /^( *)(def (?!__)\w+\([^\n]*\)[^\n]*:)\n(?:(?:\1[ \t]+[^\n]*|[ \t]*)\n)+/gm;

/** One edit for each function of the code, emptied. */
export const stubbed = (project: Project): readonly Edit[] =>
  sources(project).flatMap(([path, text]) => {
    const python = project.language === 'Python';
    const found = [...text.matchAll(python ? PYTHON_FUNCTION : JAVASCRIPT_FUNCTION)];
    return found.map((match) => {
      const [whole, first = '', second = ''] = match;
      const stub = python
        ? `${first}${second}\n${first}    return None\n\n`
        : `${first}\n  return undefined;\n}`;
      return {
        write: {
          [path]: text.slice(0, match.index) + stub + text.slice(match.index + whole.length),
        },
      };
    });
  });

const dropped = (project: Project): readonly Edit[] =>
  project.language === 'Python'
    ? replacedOnce(sources(project), /\braise \w+\(.*\)\s*$/g, () => 'pass')
    : replacedOnce(sources(project), /\bthrow [\w. ]+\(.*\);/g, () => ';');

const removedModule = (project: Project): readonly Edit[] =>
  sources(project)
    .filter(([path]) => !/(^|\/)(index|main|__init__|__main__)\.\w+$/.test(path))
    .map(([path]) => ({ remove: [path] }));

const brokenSyntax = (project: Project): readonly Edit[] =>
  rewritten(
    sources(project),
    (text) => `${text}\n${project.language === 'Python' ? 'def (:' : 'const = ;'}\n`,
  );

/** What is wrong in the code while its tests are as they were. */
export const CODE: readonly Operator[] = [
  {
    name: 'stub-function',
    what: 'a function returns nothing',
    class: 'alone',
    semantic: true,
    edits: stubbed,
  },
  {
    name: 'swap-comparison',
    what: 'a comparison is turned round',
    class: 'alone',
    semantic: true,
    edits: swapping(COMPARISONS, /(?<=[\w)\]'"]) (===|!==|==|!=|<=|>=|<|>) /g),
  },
  {
    name: 'swap-logic',
    what: 'an "and" is an "or", or the other way round',
    class: 'alone',
    semantic: true,
    edits: swapping(LOGIC, / (&&|\|\||and|or) /g),
  },
  {
    name: 'swap-arithmetic',
    what: 'an operator of a calculation is another one',
    class: 'alone',
    semantic: true,
    edits: swapping(ARITHMETIC, /(?<=[\w)\]]) ([-+*]) (?=[\w(])/g),
  },
  {
    name: 'wrong-number',
    what: 'a number is one more',
    class: 'alone',
    semantic: true,
    edits: (project) =>
      replacedOnce(sources(project), /(?<=[=(,:?+<>] |\(|\[)\d{1,3}(?=[\s;,)\]])/g, ([number]) =>
        String(Number(number) + 1),
      ),
  },
  {
    name: 'drop-validation',
    what: 'something wrong is no longer refused',
    class: 'alone',
    semantic: true,
    edits: dropped,
  },
  {
    name: 'delete-feature',
    what: 'a module of the code is gone, and its tests are not',
    class: 'alone',
    semantic: true,
    edits: removedModule,
  },
  {
    name: 'break-syntax',
    what: 'a file of the code can not be parsed',
    class: 'alone',
    edits: brokenSyntax,
  },
];
