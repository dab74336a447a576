import type { TreePath } from '../domain/tree.ts';
import { testsAlone } from './node-tests.ts';
import { objectAt, scriptOf } from './project.ts';
import type { ProjectFiles } from './project.ts';
import { pipInstall, pythonRequirements } from './python-requirements.ts';
import { compilePython, testPython } from './python-commands.ts';
import type { PythonCommand } from './python-commands.ts';
import { isPythonTest } from './python-tests.ts';
import { typeCheck } from './python-types.ts';

/** A command of a project, and where it comes from. */
export interface Chosen {
  readonly argv: readonly [string, ...string[]];
  /** As a person would type it. */
  readonly command: string;
  /** `from package.json`; for the evidence. */
  readonly why: string;
  /** What is really run, where the command only names it. */
  readonly script?: string;
  /** The project says nowhere that it is run like this: what it finds may be no fault. */
  readonly guessed?: boolean;
}

/** How projects of one kind are installed, built, tested and started. */
export interface Convention {
  readonly name: string;
  readonly applies: (files: ProjectFiles) => boolean;
  /** Packages that the project needs from a registry. */
  readonly dependencies: (files: ProjectFiles) => readonly string[];
  readonly install: (files: ProjectFiles) => Chosen;
  /** `undefined` where the project has no such step. */
  readonly build: (files: ProjectFiles) => Chosen | undefined;
  /** Its own type check and linter, where it has set them up. */
  readonly types: (files: ProjectFiles) => Chosen | undefined;
  readonly lint: (files: ProjectFiles) => Chosen | undefined;
  readonly test: (files: ProjectFiles) => Chosen | undefined;
  readonly start: (files: ProjectFiles) => Chosen | undefined;
  readonly isTest: (path: TreePath) => boolean;
}

const chosen = (command: string, why: string, script?: string): Chosen => {
  const [program = '', ...args] = command.split(' ');
  return { argv: [program, ...args], command, why, ...(script === undefined ? {} : { script }) };
};

const npmScript = (files: ProjectFiles, name: string, command: string): Chosen | undefined => {
  const script = scriptOf(files, name);
  return script === undefined
    ? undefined
    : chosen(command, `the script "${name}" of package.json`, script);
};

const TEST_PATH =
  /(^|\/)(tests?|__tests__|spec)\/|[._-](test|spec)\.[cm]?[jt]sx?$|(^|\/)(tests?|spec)\.[cm]?[jt]sx?$/;

const TYPE_SCRIPTS = ['type-check', 'typecheck', 'types', 'check-types', 'check:types'];

const nodeTypes = (files: ProjectFiles): Chosen | undefined => {
  const name = TYPE_SCRIPTS.find((each) => scriptOf(files, each) !== undefined);
  if (name !== undefined) return npmScript(files, name, `npm run ${name}`);
  const { manifest, has } = files;
  const declares = ['dependencies', 'devDependencies'].some(
    (field) => 'typescript' in objectAt(manifest, field),
  );
  return declares && has('tsconfig.json')
    ? chosen('npx --no-install tsc --noEmit -p tsconfig.json', 'tsconfig.json is there')
    : undefined;
};

/** Whether a tool is set up: by a file of its own, or by a section of a shared one. */
const isSetUp = (
  { has, texts }: ProjectFiles,
  own: readonly string[],
  sections: Readonly<Record<string, string>>,
): boolean =>
  own.some(has) ||
  Object.entries(sections).some(([file, section]) => texts.get(file)?.includes(section) === true);

const pythonLint = (files: ProjectFiles): Chosen | undefined => {
  const ruff = isSetUp(files, ['ruff.toml', '.ruff.toml'], { 'pyproject.toml': '[tool.ruff' });
  if (ruff) return chosen('python3 -m ruff check .', 'ruff is set up');
  return isSetUp(files, ['.flake8'], { 'setup.cfg': '[flake8]' })
    ? chosen('python3 -m flake8', 'flake8 is set up')
    : undefined;
};

const nodeTest = (files: ProjectFiles): Chosen | undefined => {
  const found = npmScript(files, 'test', 'npm test');
  // What `npm init` writes says only that there is none.
  if (found === undefined || (found.script ?? '').includes('no test specified')) return undefined;
  const alone = testsAlone(files);
  if (alone === undefined) return found;
  return {
    argv: ['sh', '-c', `PATH="$PWD/node_modules/.bin:$PATH"; ${alone}`],
    command: alone,
    why: `${found.why} without what runs no test`,
    script: alone,
  };
};

const NODE: Convention = {
  name: 'Node',
  applies: (files) => files.has('package.json'),
  dependencies: ({ manifest }) =>
    ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((field) =>
      Object.keys(objectAt(manifest, field)),
    ),
  install: (files) =>
    files.has('package-lock.json')
      ? chosen('npm ci', 'package-lock.json is there')
      : chosen('npm install', 'package.json without a lock file'),
  build: (files) =>
    npmScript(files, 'build', 'npm run build') ??
    npmScript(files, 'type-check', 'npm run type-check') ??
    npmScript(files, 'typecheck', 'npm run typecheck'),
  types: nodeTypes,
  lint: (files) => npmScript(files, 'lint', 'npm run lint'),
  test: nodeTest,
  start: (files) =>
    npmScript(files, 'start', 'npm start') ??
    (files.has('server.js') ? chosen('node server.js', 'server.js is there') : undefined),
  isTest: (path) => TEST_PATH.test(path),
};

/** A word with blanks or other marks is put in quotes, as a person would. */
const inPython = (command: PythonCommand | undefined): Chosen | undefined =>
  command === undefined
    ? undefined
    : {
        ...command,
        command: command.argv
          .map((word) => (/^[\w./:=-]+$/.test(word) ? word : `'${word}'`))
          .join(' '),
      };

const STARTS = ['main.py', 'app.py', 'server.py', 'src/main.py', 'src/app.py'];

const PYTHON: Convention = {
  name: 'Python',
  applies: (files) =>
    ['requirements.txt', 'pyproject.toml', 'setup.py', 'setup.cfg'].some(files.has) ||
    files.paths.some((path) => path.endsWith('.py')),
  dependencies: pythonRequirements,
  install: (files) => {
    const { command, why } = pipInstall(files);
    return chosen(command, why);
  },
  build: (files) => inPython(compilePython(files.paths)),
  types: (files) => inPython(typeCheck(files)),
  lint: pythonLint,
  test: (files) => inPython(testPython(files)),
  start: (files) => {
    const file = STARTS.find(files.has);
    return file === undefined ? undefined : chosen(`python3 ${file}`, `${file} is there`);
  },
  isTest: isPythonTest,
};

/** In the order in which they are tried. */
const CONVENTIONS: readonly Convention[] = [NODE, PYTHON];

/** A package of Python may have a package.json for its tools alone, such as a formatter. */
const isForTools = (files: ProjectFiles): boolean =>
  ['pyproject.toml', 'setup.py', 'setup.cfg'].some(files.has) &&
  Object.keys(objectAt(files.manifest, 'dependencies')).length === 0 &&
  NODE.test(files) === undefined &&
  PYTHON.test(files) !== undefined;

/** The convention that a project follows; `undefined` when none is known. */
export const conventionOf = (files: ProjectFiles): Convention | undefined =>
  isForTools(files) ? PYTHON : CONVENTIONS.find((convention) => convention.applies(files));
