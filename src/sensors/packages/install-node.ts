import type { Evidence } from '../../domain/evidence.ts';
import type { Packages } from '../../ports/packages.ts';
import type { Convention } from '../conventions.ts';
import { measured } from '../evidence.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { deliver, deliveredAs } from './deliver.ts';
import { nodeOrder } from './node-order.ts';

/** Installs what a project for Node declares, and shows it in its `node_modules`. */
export const installNode = async (
  ctx: SenseContext,
  files: ProjectFiles,
  convention: Convention,
  packages: Packages,
): Promise<Evidence> => {
  if (convention.dependencies(files).length === 0) {
    const note = `${convention.name} without dependencies: there is nothing to install`;
    return measured(ctx, 'install', { note, checked: 1, held: 1, findings: [] });
  }
  const order = await nodeOrder(ctx, files, packages.scripts);
  const delivered = await deliver(ctx, packages, order);
  const { shows, findings } = delivered;
  ctx.provide({ shows, env: order.env });
  return measured(ctx, 'install', {
    note: `${order.command}, as ${order.why}`,
    ...deliveredAs(order.command, delivered),
    checked: 1,
    held: findings.length === 0 ? 1 : 0,
    findings,
  });
};
