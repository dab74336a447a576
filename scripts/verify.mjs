/** `npm run verify`: types, style, format, import rules and unused code; all are run, then judged. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onNewNode } from './launcher/on-new-node.mjs';
import { run } from './launcher/run.mjs';
import { say } from './launcher/say.mjs';
import { setUp } from './launcher/set-up.mjs';

const script = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(script));

const CHECKS = [
  ['types', 'typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  ['lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '.'],
  [
    'imports',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    'src',
    '--config',
    '.dependency-cruiser.cjs',
  ],
  ['unused', 'knip/bin/knip.js'],
];

await onNewNode(script, [], async () => {
  await setUp(root);
  const failed = [];
  for (const [name, bin, ...args] of CHECKS) {
    say(`${name} …`);
    const program = path.join(root, 'node_modules', bin);
    if ((await run(process.execPath, [program, ...args], { cwd: root })) !== 0) failed.push(name);
  }
  say(failed.length === 0 ? 'everything holds' : `these do not hold: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
