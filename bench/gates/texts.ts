import type { Edit, Project } from './project.ts';

const PYTHON_TEST = /(^|\/)((unit_|acceptance_)?tests?\/|test_[^/]*\.py$|[^/]*_test\.py$)/;
const JAVASCRIPT_TEST = /(^|\/)tests?\/|[._-](test|spec)\.[cm]?js$|(^|\/)tests?\.[cm]?js$/;
const NOT_CODE =
  /(^|\/)(examples?|docs?|benchmarks?(\.[cm]?js)?|public|deployment|setup\.py|noxfile\.py)(\/|$)/;

const isTest = ({ language }: Project, path: string): boolean =>
  (language === 'Python' ? PYTHON_TEST : JAVASCRIPT_TEST).test(path);

const isCode = ({ language }: Project, path: string): boolean =>
  (language === 'Python' ? /\.py$/ : /\.[cm]?js$/).test(path);

type Named = readonly [path: string, text: string];

/** The code of a project without its tests. */
export const sources = (project: Project): readonly Named[] =>
  [...project.texts].filter(
    ([path]) => isCode(project, path) && !isTest(project, path) && !NOT_CODE.test(path),
  );

const HOLDS_TESTS = { JavaScript: /^\s*(test|it)\(/m, Python: /^\s*def test_?\w*\(/m };

/** Files with tests in them. */
export const testFiles = (project: Project): readonly Named[] =>
  [...project.texts].filter(
    ([path, text]) =>
      isCode(project, path) && isTest(project, path) && HOLDS_TESTS[project.language].test(text),
  );

/** Everything that belongs to the tests. */
export const testPaths = (project: Project): readonly string[] =>
  [...project.texts.keys()].filter((path) => isTest(project, path));

/** Whether each line is code: not a comment and not inside a text of several lines. */
const codeLines = (text: string): readonly boolean[] => {
  let inside = false;
  return text.split('\n').map((line) => {
    const marks = line.match(/"""|'''/g)?.length ?? 0;
    const was = inside;
    if (marks % 2 === 1) inside = !inside;
    return !was && marks === 0 && !/^\s*(#|\/\/|\/?\*)/.test(line);
  });
};

/** One edit for each place in the lines of code where a pattern stands; the pattern must be global. */
export const replacedOnce = (
  files: readonly Named[],
  pattern: RegExp,
  by: (match: RegExpMatchArray) => string | undefined,
): readonly Edit[] =>
  files.flatMap(([path, text]) => {
    const lines = text.split('\n');
    const code = codeLines(text);
    return lines.flatMap((line, at) =>
      code[at] !== true
        ? []
        : [...line.matchAll(pattern)].flatMap((match) => {
            const put = by(match);
            if (put === undefined) return [];
            const changed = `${line.slice(0, match.index)}${put}${line.slice(match.index + match[0].length)}`;
            return [{ write: { [path]: lines.with(at, changed).join('\n') } }];
          }),
    );
  });

/** One edit for each file in which a change of the whole text changes anything. */
export const rewritten = (
  files: readonly Named[],
  change: (text: string, path: string) => string,
): readonly Edit[] =>
  files.flatMap(([path, text]) => {
    const next = change(text, path);
    return next === text ? [] : [{ write: { [path]: next } }];
  });

/** The same, as one edit of all files together. */
export const rewrittenAll = (
  files: readonly Named[],
  change: (text: string, path: string) => string,
): readonly Edit[] => {
  const write = Object.assign({}, ...rewritten(files, change).map((edit) => edit.write)) as Record<
    string,
    string
  >;
  return Object.keys(write).length === 0 ? [] : [{ write }];
};

/** An edit of one file by its path; none where it is not there or nothing changes. */
export const inFile = (
  { texts }: Project,
  path: string,
  change: (text: string) => string,
): readonly Edit[] => {
  const text = texts.get(path);
  return text === undefined ? [] : rewritten([[path, text]], change);
};

/** An edit of `package.json` as an object. */
export const inManifest = (
  project: Project,
  change: (
    manifest: Readonly<Record<string, unknown>>,
    scripts: Readonly<Record<string, string>>,
  ) => object,
): readonly Edit[] =>
  inFile(project, 'package.json', (text) => {
    const manifest = JSON.parse(text) as Record<string, unknown>;
    const scripts = (manifest['scripts'] ?? {}) as Record<string, string>;
    return `${JSON.stringify({ ...manifest, ...change(manifest, scripts) }, null, 2)}\n`;
  });

/** What stands between the brackets of a call, cut at its commas. */
export const argumentsOf = (text: string): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (const [at, sign] of text.split('').entries()) {
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (/["'`]/.test(sign)) quote = sign;
    else if (/[([{]/.test(sign)) depth += 1;
    else if (/[)\]}]/.test(sign)) depth -= 1;
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()].filter((part) => part !== '');
};
