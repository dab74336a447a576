import type { Finding } from '../../domain/finding.ts';
import { measured, skipped } from '../evidence.ts';
import type { Sensor } from '../sensor.ts';
import { checkCi, ciFiles } from './ci.ts';
import type { Check, Fault } from './fault.ts';
import { checkImage } from './image.ts';

const DOCKERFILE = /(^|\/)(Dockerfile|Containerfile)(\.[\w-]+)?$/;
const NOT_OURS = /(^|\/)(node_modules|vendor|tests?|fixtures?|testdata|examples?)\//i;
const MOST_FILES = 10;

/** Whether the product can be packed and kept tested by what it brings along. */
export const deliverySensor: Sensor = {
  name: 'delivery',
  async sense(ctx) {
    const images = [...ctx.tree.keys()]
      .filter(
        (path) => DOCKERFILE.test(path) && !NOT_OURS.test(path) && !path.endsWith('.dockerignore'),
      )
      .slice(0, MOST_FILES);
    const pipelines = ciFiles(ctx);
    if (images.length + pipelines.length === 0) {
      return skipped(ctx, 'delivery', 'no Dockerfile and no pipeline of GitHub or GitLab');
    }
    const checks: Check[] = [];
    for (const path of images) checks.push(...(await checkImage(ctx, path)));
    checks.push(...(await checkCi(ctx)));
    const toFinding = (fault: Fault): Finding => ({
      ...fault,
      rule: `delivery.${fault.rule}`,
      owner: ctx.producerOf(fault.path),
    });
    return measured(ctx, 'delivery', {
      note: [...images, ...pipelines].join(', '),
      checked: checks.length,
      held: checks.filter((check) => check.length === 0).length,
      findings: checks.flat().map(toFinding),
    });
  },
};
