import type { Finding } from '../../domain/finding.ts';
import { lastWords } from '../normalize.ts';
import { menderOf } from '../owners.ts';
import type { SenseContext } from '../sensor.ts';
import { fileNamed } from '../tree-files.ts';

const MANIFESTS = ['package.json', 'requirements.txt', 'pyproject.toml', 'setup.py'];

/** The file that says what the product needs, and who mends it. */
export const place = (ctx: SenseContext): Pick<Finding, 'path' | 'owner'> => {
  const path = fileNamed(ctx.tree, ...MANIFESTS);
  return { ...(path === undefined ? {} : { path }), owner: menderOf(ctx, path) };
};

/** The product could not be installed. @param end how the command ended. @param text what it said. */
export const failedFinding = (
  ctx: SenseContext,
  command: string,
  end: string,
  text: string,
): Finding => ({
  severity: 'error',
  rule: 'install.failed',
  ...place(ctx),
  expected: 'exit code 0',
  actual: end,
  message: `"${command}" ${end}: ${lastWords(text)}`,
});
