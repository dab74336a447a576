import type { TreePath } from '../domain/tree.ts';

/** Where a Python project says what it needs. */
export interface PythonFiles {
  readonly has: (path: string) => boolean;
  readonly paths: readonly TreePath[];
  readonly texts: ReadonlyMap<string, string>;
}

const RUNTIME = ['requirements.txt', 'requirements/base.txt', 'requirements/main.txt'];
const FOR_TESTS =
  /^(requirements[-_/](dev|tests?|testing)|(dev|tests?|testing)[-_]requirements)\.txt$/;

/** Names of files that conventions read as lists of requirements. */
export const isRequirementsFile = (path: string): boolean =>
  /^(docs\/)?[\w-]*requirements[\w-]*(\/[\w-]+)?\.txt$/.test(path);

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('-'));

const BUILDS_DOCUMENTS = /^(sphinx|mkdocs|furo|myst)/i;

/** A list below `docs/` is most often for building documents: it counts where nothing else does. */
const inDocs = ({ has, texts }: PythonFiles): readonly string[] => {
  const name = 'docs/requirements.txt';
  const declared = ['pyproject.toml', 'setup.py', 'setup.cfg'].some(has);
  const listed = lines(texts.get(name) ?? '');
  const forDocuments = listed.some((line) => BUILDS_DOCUMENTS.test(line));
  return has(name) && !declared && !forDocuments ? [name] : [];
};

/** The requirement files that a project is installed with: those to run it, then those to test it. */
const requirementFiles = (files: PythonFiles): readonly string[] => {
  const runtime = RUNTIME.filter(files.has);
  const tests = files.paths.filter((path) => FOR_TESTS.test(path));
  return [...(runtime.length > 0 ? runtime : inDocs(files)), ...tests];
};

/** The quoted entries of `name = […]` of a TOML file or of a call in Python. */
const listOf = (text: string, name: string): readonly string[] => {
  const list =
    new RegExp(`(?:^|[\\s({,])${name}\\s*=\\s*\\[([^\\]]{0,20000})\\]`).exec(text)?.[1] ?? '';
  return [...list.matchAll(/["']([^"'\n]+)["']/g)].map(([, entry = '']) => entry);
};

const EXTRAS = ['test', 'tests', 'testing', 'dev'];

const SECTION =
  /^\[project\.optional-dependencies\]\s*$([^[]*(?:\[[^\]]*\][^[]*)*?)(?=^\[|(?![^]))/m;

/** An optional group of `pyproject.toml` that its tests are run with. */
const extraFor = (toml: string): string | undefined => {
  const section = SECTION.exec(toml)?.[1] ?? '';
  return EXTRAS.find((name) => listOf(section, name).length > 0);
};

/** Packages that a Python project asks for, as written: names with versions and markers. */
export const pythonRequirements = (files: PythonFiles): readonly string[] => {
  const { texts } = files;
  const toml = texts.get('pyproject.toml') ?? '';
  const extra = extraFor(toml);
  return [
    ...requirementFiles(files).flatMap((name) => lines(texts.get(name) ?? '')),
    ...listOf(toml, 'dependencies'),
    ...(extra === undefined ? [] : listOf(toml, extra)),
    ...listOf(texts.get('setup.py') ?? '', 'install_requires'),
  ];
};

/** How pip is asked for them, and why so. */
export const pipInstall = (
  files: PythonFiles,
): { readonly command: string; readonly why: string } => {
  const names = requirementFiles(files);
  if (names.length > 0) {
    return {
      command: `python3 -m pip install ${names.map((name) => `-r ${name}`).join(' ')}`,
      why: `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} there`,
    };
  }
  const extra = extraFor(files.texts.get('pyproject.toml') ?? '');
  return {
    command: `python3 -m pip install .${extra === undefined ? '' : `[${extra}]`}`,
    why: 'pyproject.toml or setup.py is there',
  };
};
