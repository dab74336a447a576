import { packageOf } from '../python-needs/requirement.ts';
import { ITSELF } from './itself.ts';
import { INSTALL_ENV } from './order.ts';
import type { Order } from './order.ts';
import { FROM_SOURCES } from './python-sources.ts';

/** Where what a product asks for, and what the gate adds, is shown inside. */
const SITE = '/packages/python';
const TOOLS = '/packages/tools';

/** Modules of a product lie in its folder, or in `src` of it. */
const MODULES = '/project/src';

/** Pinned here: what a gate measures must not change because a tool has a new version. */
const PYTEST = 'pytest==8.4.2';

/** A line that names a place instead of a package of a registry. */
const isPlace = (line: string): boolean =>
  /^\.|^\/|^file:|\s@\s|^(git|hg|svn|bzr)\+|^https?:|\.(whl|zip|tar\.gz)$/i.test(line);

const pip = (
  requirements: readonly string[],
  scripts: boolean,
  program: readonly [string, ...string[]] = ['python3', '-m', 'pip'],
): Order['order'] => ({
  registry: 'pypi',
  files: new Map([['requirements.txt', `${requirements.join('\n')}\n`]]),
  argv: [
    ...program,
    ...['install', '--quiet', '--no-input', '--no-warn-script-location'],
    ...(scripts ? [] : ['--only-binary', ':all:']),
    ...['--target', 'packages', '-r', 'requirements.txt'],
  ],
  env: INSTALL_ENV,
  folder: 'packages',
});

export interface PythonOrders {
  /** Packages of a registry among what the product asks for. */
  readonly listed: readonly string[];
  /** What the product asks for; absent where that is nothing. */
  readonly own?: Order;
  /** The same where some of it comes as sources alone, which are never run; absent where they may be. */
  readonly fromSources?: Order;
  /** The same for less of what is listed; absent where nothing is left. */
  readonly with: (less: readonly string[]) => Order | undefined;
  /** A runner that the product uses and does not name. */
  readonly tools?: Order;
}

const toolsOrder = (missing: readonly string[]): Order => ({
  command: `python3 -m pip install --only-binary :all: ${missing.join(' ')}`,
  why: `its tests need ${missing.map((each) => each.replace(/==.*/, '')).join(' and ')}, and it does not name ${missing.length === 1 ? 'it' : 'them'}`,
  order: pip(missing, false),
  at: TOOLS,
  env: {},
});

/** Until Python 3.12 it came with every new environment: tests may count on it, unnamed. */
const SETUPTOOLS = 'setuptools==80.9.0';
const OF_SETUPTOOLS: ReadonlySet<string> = new Set(['setuptools', 'pkg_resources']);

/** The tests of a project, as far as it matters to what they need. */
interface Tests {
  readonly command: string | undefined;
  /** Plugins of pytest that its settings ask for. */
  readonly plugins: readonly string[];
  /** Modules that are imported and that neither the project nor Python has. */
  readonly modules: readonly string[];
}

/** What tests need and the project does not name. A name for other versions of Python is none. */
const missingFor = ({ command, plugins, modules }: Tests, listed: readonly string[]) => {
  const named = new Set(
    listed.filter((line) => !/;\s*python_version\s*>/.test(line)).map(packageOf),
  );
  return [
    ...(command?.includes('pytest') === true ? [PYTEST, ...plugins] : []),
    ...(modules.some((module) => OF_SETUPTOOLS.has(module)) ? [SETUPTOOLS] : []),
  ].filter((each) => !named.has(packageOf(each)));
};

/**
 * What pip is asked for. The product itself is not installed, as that would run its own code: its
 * modules are found where they lie.
 * @param names what it declares, as written.
 * @param command how a person would install it.
 */
export const pythonOrders = (
  names: readonly string[],
  tests: Tests,
  { command, why }: { readonly command: string; readonly why: string },
  scripts: boolean,
): PythonOrders => {
  const listed = [...new Set(names.filter((name) => !isPlace(name)))].sort();
  const orderOf = (
    requirements: readonly string[],
    program?: readonly [string, ...string[]],
  ): Order => ({
    command: scripts ? command : command.replace(' install ', ' install --only-binary :all: '),
    why,
    order: pip(requirements, scripts, program),
    at: SITE,
    env: {},
  });
  const missing = missingFor(tests, listed);
  return {
    listed,
    with: (less) => {
      const left = listed.filter((line) => less.includes(line));
      return left.length === 0 ? undefined : orderOf(left);
    },
    ...(listed.length === 0 ? {} : { own: orderOf(listed) }),
    ...(listed.length === 0 || scripts
      ? {}
      : { fromSources: orderOf(listed, ['python3', '-c', FROM_SOURCES]) }),
    ...(missing.length === 0 ? {} : { tools: toolsOrder(missing) }),
  };
};

/** What of it goes before what: the product's own modules, its packages, tools of the gate. */
export const PYTHON_PATH = [MODULES, ITSELF, SITE, TOOLS].join(':');
