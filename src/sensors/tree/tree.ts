import { measured } from '../evidence.ts';
import type { Sensor } from '../sensor.ts';
import { nameFindings, sizeFindings } from './names.ts';
import { importedFinding, leftFinding } from './oddities.ts';

const NAMED = 20;

/**
 * What should not be in a tree: what the folder that it came from held beside plain files, what its
 * own commands left behind, names that mislead, and sizes that are no source's. It comes last, so
 * that it knows what every other sensor's runs left.
 */
export const treeSensor: Sensor = {
  name: 'tree',
  sense(ctx) {
    const checks = [
      ctx.imported.map((oddity) => importedFinding(ctx, oddity)),
      ctx.left().map((oddity) => leftFinding(ctx, oddity)),
      nameFindings(ctx),
      sizeFindings(ctx),
    ];
    return Promise.resolve(
      measured(ctx, 'tree', {
        note: `${String(ctx.tree.size)} files: links and devices, what runs left, names, sizes`,
        checked: checks.length,
        held: checks.filter((findings) => findings.length === 0).length,
        findings: checks.flatMap((findings) => findings.slice(0, NAMED)),
      }),
    );
  },
};
