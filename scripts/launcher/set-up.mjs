/** Makes a checkout ready to run: dependencies and build, each only when something changed. */
import path from 'node:path';
import { isBuilt } from './build-inputs.mjs';
import { areInstalled, install } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';
import { say, sayWhile } from './say.mjs';

async function build(root, cover) {
  say('building');
  const done = sayWhile('still building');
  const script = path.join(root, 'scripts', 'build.mjs');
  const code = await run(process.execPath, [script], { cwd: root, onStart: cover }).finally(done);
  if (code !== 0) throw new Error(`the build ended with ${code}; its messages are above`);
}

/** Installs and builds what is missing or out of date. One at a time in a checkout. */
export async function setUp(root) {
  if (areInstalled(root) && isBuilt(root)) return;
  await withLock(path.join(root, '.tmp'), async (cover) => {
    if (!areInstalled(root)) await install(root, cover);
    if (!isBuilt(root)) await build(root, cover);
  });
}
