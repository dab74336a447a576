import type { Edit, Operator, Project } from '../project.ts';
import { rewritten, rewrittenAll, sources, testFiles } from '../texts.ts';

/** The same requirement with one thing less: nothing that is left tells of it. */
const asForLess = ({ texts, smaller }: Project): readonly Edit[] =>
  smaller === undefined
    ? []
    : [
        {
          write: Object.fromEntries(smaller),
          remove: [...texts.keys()].filter((path) => !smaller.has(path)),
        },
      ];

/** A function of Python that only tests name, and these tests. */
const withoutFunction = (project: Project): readonly Edit[] => {
  if (project.language !== 'Python') return [];
  const all = [...project.texts.values()].join('\n');
  return sources(project).flatMap(([path, text]) =>
    [...text.matchAll(/^def (\w+)\([^\n]*\)[^\n]*:\n(?:(?:[ \t]+[^\n]*|[ \t]*)\n)+/gm)].flatMap(
      ([whole, name = '']) => {
        const inCode = sources(project)
          .map(([, code]) => code)
          .join('\n')
          .split(new RegExp(`\\b${name}\\b`)).length;
        const used = all.split(new RegExp(`\\b${name}\\b`)).length;
        return inCode === 2 && used === 2 ? [{ write: { [path]: text.replace(whole, '') } }] : [];
      },
    ),
  );
};

const comment = (project: Project): readonly Edit[] =>
  rewrittenAll(sources(project), (text) =>
    project.language === 'Python'
      ? `${text.replace(/\n*$/, '\n')}# Nothing follows.\n`
      : `${text.replace(/\n*$/, '\n')}// Nothing follows.\n`,
  );

/** Another name for the first local variable of a file. */
const renamed = (project: Project): readonly Edit[] =>
  rewritten(sources(project), (text) => {
    const [, name] = /^ {2,}const (\w{3,}) = /m.exec(text) ?? /^ {4,}(\w{3,}) = /m.exec(text) ?? [];
    if (
      name === undefined ||
      new RegExp(`[.'"]${name}\\b|\\b${name}['":]|\\b${name} ?[},]`).test(text)
    )
      return text;
    return text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}_again`);
  });

const regrouped = (project: Project): readonly Edit[] =>
  rewritten(testFiles(project), (text) =>
    project.language === 'Python'
      ? text
      : text.replace(/^((?:test|it)\([^]*?^\}\);\n)\n((?:test|it)\([^]*?^\}\);\n)/m, '$2\n$1'),
  );

/** What no gate can tell without knowing what was meant; counted and shown, never in a bar. */
export const UNDETECTABLE: readonly Operator[] = [
  {
    name: 'build-less',
    what: 'it was made for a requirement with one thing less, all of it',
    class: 'undetectable',
    edits: asForLess,
  },
  {
    name: 'remove-unused-function',
    what: 'a function is gone that neither code nor tests name',
    class: 'undetectable',
    edits: withoutFunction,
  },
  { name: 'add-comment', what: 'comments are added', class: 'undetectable', edits: comment },
  {
    name: 'rename-variable',
    what: 'a variable has another name',
    class: 'undetectable',
    edits: renamed,
  },
  { name: 'swap-places', what: 'two tests change places', class: 'undetectable', edits: regrouped },
];
