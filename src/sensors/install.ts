import { installOffline } from './packages/offline.ts';
import { installNode } from './packages/install-node.ts';
import { installPython } from './packages/install-python.ts';
import { conventionOf } from './conventions.ts';
import { skipped } from './evidence.ts';
import { readProject } from './project.ts';
import type { SenseContext, Sensor } from './sensor.ts';

/**
 * Installs what the product declares. With a way to registries it comes from there, once, and all
 * later commands see it read-only; without one, only what lies in the product can be installed.
 */
export const installSensor: Sensor = {
  name: 'install',
  async sense(ctx) {
    const files = await readProject(ctx);
    const convention = conventionOf(files);
    if (convention === undefined) return skipped(ctx, 'install', 'no project of a known kind');
    const { packages } = ctx;
    if (packages === undefined) return installOffline(ctx, files, convention);
    return convention.name === 'Python'
      ? installPython(ctx, files, convention, packages)
      : installNode(ctx, files, convention, packages);
  },
};

/** Of the rules of this sensor: what is missing then makes every later command fail as well. */
const DECISIVE: ReadonlySet<string> = new Set(['install.failed', 'install.network']);

/** Whether what the product needs is missing, so that running its commands would say nothing new. */
export const notInstalled = ({ earlier }: SenseContext): boolean =>
  earlier.get('install')?.findings.some(({ rule }) => DECISIVE.has(rule)) === true;
