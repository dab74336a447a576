import type { Evidence } from '../../domain/evidence.ts';
import type { Packages } from '../../ports/packages.ts';
import type { Convention } from '../conventions.ts';
import { measured } from '../evidence.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { deliver, deliveredAs } from './deliver.ts';
import type { Delivered } from './deliver.ts';
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

/** Installs what a Python project declares, apart from the packages that this machine has. */
export const installPython = async (
  ctx: SenseContext,
  files: ProjectFiles,
  convention: Convention,
  packages: Packages,
): Promise<Evidence> => {
  const names = convention.dependencies(files);
  const test = convention.test(files)?.command;
  const orders = pythonOrders(names, test, convention.install(files), packages.scripts);
  const { own, tools } = orders;
  const delivered = own === undefined ? NOTHING : await deliver(ctx, packages, own);
  // That a tool of ours is not there is no fault of the product.
  const beside = tools === undefined ? NOTHING : await deliver(ctx, packages, tools);
  ctx.provide({
    shows: [...delivered.shows, ...beside.shows],
    env: { PYTHONPATH: PYTHON_PATH },
  });
  const failed = delivered.findings.length > 0;
  const imports = failed ? [] : await foreignImports(ctx, files.paths);
  const missing = undeclared(ctx, imports, delivered.names, beside.names);
  return measured(ctx, 'install', {
    note: noteOf(orders, beside.shows.length > 0),
    ...(own === undefined ? {} : deliveredAs(own.command, delivered)),
    checked: 1 + imports.length,
    held: (failed ? 0 : 1) + imports.length - missing.length,
    findings: [
      ...delivered.findings,
      ...missing,
      ...transitive(ctx, imports, names, delivered.names),
    ],
  });
};
