import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Packages } from '../../ports/packages.ts';
import type { Convention } from '../conventions.ts';
import { measured } from '../evidence.ts';
import type { ProjectFiles } from '../project.ts';
import { pythonNeeds, wantedOf } from '../python-needs/chosen.ts';
import { essentialOf } from '../python-needs/essential.ts';
import { pluginsFor, pytestSettings } from '../python-needs/pytest-settings.ts';
import { pythonRequirements } from '../python-requirements.ts';
import type { SenseContext } from '../sensor.ts';
import { deliver, deliveredAs } from './deliver.ts';
import type { Delivered } from './deliver.ts';
import { place } from './failed.ts';
import { onlyBeside } from './only-beside.ts';
import { itselfAsInstalled } from './itself.ts';
import { PYTHON_PATH, pythonOrders } from './python-order.ts';
import type { PythonOrders } from './python-order.ts';
import { foreignImports } from './python-imports.ts';
import { transitive, undeclared } from './undeclared.ts';

const NOTHING: Delivered = { shows: [], names: [], findings: [] };

const noteOf = ({ own, tools }: PythonOrders, toolsThere: boolean): string =>
  [
    own === undefined
      ? 'Python without dependencies: there is nothing to install'
      : `${own.command}, as ${own.why}`,
    ...(tools === undefined
      ? []
      : [
          toolsThere
            ? `beside it ${tools.command}, as ${tools.why}`
            : `${tools.command} did not work, though ${tools.why}`,
        ]),
  ].join('; ');

/** What those who work on a project use beside may be missing where its tests need none of it. */
const partly = (ctx: SenseContext, left: readonly string[], failed: Delivered): Finding => ({
  severity: 'warning',
  rule: 'install.partly',
  ...place(ctx),
  expected: 'all that is listed for tests and development can be installed',
  actual: left.join(', ').slice(0, 300),
  message: `What is listed for tests and development can't be installed as a whole, so this was left out, as no test imports it: ${left.join(', ').slice(0, 300)}. ${failed.findings[0]?.message ?? ''}`,
  owner: place(ctx).owner,
});

interface Installed {
  readonly delivered: Delivered;
  readonly findings: readonly Finding[];
  /** For the evidence, where it is not by pip alone. */
  readonly how?: string;
}

/** How pip says that a package has no wheel for this version of Python. */
const NO_WHEEL = '(from versions: ';

const AS_SOURCES =
  'what has no wheel was taken from its archive of sources, and none of its code was run';

/** Where all can't be had, from sources; then without what no test imports. */
const install = async (
  ctx: SenseContext,
  packages: Packages,
  orders: PythonOrders,
  essential: readonly string[],
): Promise<Installed> => {
  const { own, fromSources } = orders;
  if (own === undefined) return { delivered: NOTHING, findings: [] };
  const whole = await deliver(ctx, packages, own);
  const { findings, refused } = whole;
  if (findings.length === 0 || refused !== undefined) return { delivered: whole, findings };
  if (fromSources !== undefined && (whole.result?.output ?? '').includes(NO_WHEEL)) {
    const delivered = await deliver(ctx, packages, fromSources);
    if (delivered.findings.length === 0) return { delivered, findings: [], how: AS_SOURCES };
  }
  const left = orders.listed.filter((line) => !essential.includes(line));
  const less = left.length === 0 ? undefined : orders.with(essential);
  if (less === undefined) return { delivered: whole, findings };
  const delivered = await deliver(ctx, packages, less);
  return delivered.findings.length === 0
    ? { delivered, findings: [partly(ctx, left, whole)] }
    : { delivered: whole, findings };
};

/** Installs what a Python project declares, apart from the packages that this machine has. */
export const installPython = async (
  ctx: SenseContext,
  files: ProjectFiles,
  convention: Convention,
  packages: Packages,
): Promise<Evidence> => {
  const imports = await foreignImports(ctx, files.paths);
  const modules = imports.map(({ module }) => module);
  const needs = pythonNeeds(files);
  const names = [...pythonRequirements(files), ...wantedOf(needs, modules)];
  const tests = {
    command: convention.test(files)?.command,
    plugins: pluginsFor(pytestSettings(files.texts)),
    modules,
  };
  const orders = pythonOrders(names, tests, convention.install(files), packages.scripts);
  const { own, tools } = orders;
  const installed = await install(ctx, packages, orders, essentialOf(needs, modules));
  const { delivered, findings, how } = installed;
  // That a tool of ours is not there is no fault of the product.
  const beside = tools === undefined ? NOTHING : await deliver(ctx, packages, tools);
  const itself = await itselfAsInstalled(ctx, files);
  ctx.provide({
    shows: [...delivered.shows, ...beside.shows, ...(itself === undefined ? [] : [itself])],
    env: { PYTHONPATH: PYTHON_PATH },
  });
  const failed = delivered.findings.length > 0;
  const asked = failed ? [] : imports;
  const missing = undeclared(ctx, asked, delivered.names, beside.names);
  return measured(ctx, 'install', {
    note: [noteOf(orders, beside.shows.length > 0), ...(how === undefined ? [] : [how])].join('; '),
    ...(own === undefined ? {} : deliveredAs(own.command, delivered)),
    checked: 1 + asked.length,
    held: (failed ? 0 : 1) + asked.length - missing.length,
    findings: [
      ...findings,
      ...missing,
      ...transitive(ctx, asked, names, delivered.names),
      ...onlyBeside(
        ctx,
        asked.filter(
          (each) =>
            !missing.some(({ path, actual }) => path === each.path && actual === each.module),
        ),
        needs,
      ),
    ],
  });
};
