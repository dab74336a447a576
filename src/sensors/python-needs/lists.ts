import { useOf } from './needs.ts';
import type { NeedsList, PythonFiles } from './needs.ts';
import { requirementsIn } from './requirement.ts';

/** Names of files that conventions read as lists of requirements, at the root or one folder below. */
export const isRequirementsFile = (path: string): boolean =>
  /^([\w.-]+\/)?[\w.-]*requirements?[\w.-]*\.(txt|in|pip)$/i.test(path) ||
  /^([\w.-]+\/)?requirements?\/[\w.-]+\.(txt|in|pip)$/i.test(path);

const RUNTIME =
  /^(requirements\/)?(requirements?|base|main|prod(uction)?|common|install)\.(txt|pip)$/i;

/** `requirements-dev.txt`, `tests/requirements.txt`, `requirements/test.in`: the words that are left. */
const wordsIn = (path: string): readonly string[] =>
  path
    .replace(/\.(txt|in|pip)$/i, '')
    .split(/[/_.-]/)
    .filter((word) => word !== '' && !/^requirements?$/i.test(word));

const useOfFile = (path: string): NeedsList['use'] => {
  if (RUNTIME.test(path)) return 'run';
  const uses = wordsIn(path).map(useOf);
  return uses.find((use) => use === 'tests') ?? uses.find((use) => use === 'work') ?? 'other';
};

const FOLLOWED = /^\s*(?:-r|--requirement)[\s=]*["']?([^\s"'#]+)/gm;
const PROJECT_ITSELF = /^\s*(?:-e\s*|--editable[\s=]*)?\.\/?(?:\[([^\]]*)\])?\s*(?:#.*)?$/gm;

const DEPTH = 5;

const joined = (from: string, to: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
};

/** What a file of requirements lists, with the files that it names by `-r`. */
const listedIn = (
  texts: ReadonlyMap<string, string>,
  path: string,
  depth = DEPTH,
): readonly string[] => {
  const text = texts.get(path);
  if (text === undefined || depth === 0) return [];
  const others = [...text.matchAll(FOLLOWED)].flatMap(([, name = '']) =>
    listedIn(texts, joined(path, name), depth - 1),
  );
  return [...others, ...requirementsIn(text)];
};

/** The extras of the project itself that a list asks for: `-e .[test]`. */
export const ownExtrasIn = (text: string): readonly string[] =>
  [...text.matchAll(PROJECT_ITSELF)].flatMap(([, extras = '']) =>
    extras.split(',').flatMap((extra) => (extra.trim() === '' ? [] : [extra.trim()])),
  );

const BUILDS_DOCUMENTS = /^(sphinx|mkdocs|furo|myst)/i;

/** A list below `docs/` is most often for building documents: it counts where nothing else does. */
const inDocs = ({ has, texts }: PythonFiles, found: readonly NeedsList[]): readonly NeedsList[] => {
  const where = 'docs/requirements.txt';
  const declared =
    ['pyproject.toml', 'setup.py', 'setup.cfg'].some(has) || found.some(({ use }) => use === 'run');
  const requirements = listedIn(texts, where);
  const forDocuments = requirements.some((line) => BUILDS_DOCUMENTS.test(line));
  return has(where) && !declared && !forDocuments ? [{ use: 'run', where, requirements }] : [];
};

/** The files of requirements of a project, each with its use; of `a.in` and `a.txt` the latter. */
export const requirementFiles = (files: PythonFiles): readonly NeedsList[] => {
  const { paths, texts, has } = files;
  const found = paths
    .filter((path) => isRequirementsFile(path))
    .filter((path) => !path.endsWith('.in') || !has(path.replace(/\.in$/, '.txt')))
    .map((path) => ({ use: useOfFile(path), where: path, requirements: listedIn(texts, path) }));
  return [...found, ...inDocs(files, found)];
};
