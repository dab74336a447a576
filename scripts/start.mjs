/** `npm start -- …`: sets the checkout up, then runs maestro's command line. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMAND, IN_CHECKOUT } from './launcher/command.mjs';
import { onNewNode } from './launcher/on-new-node.mjs';
import { run } from './launcher/run.mjs';
import { setUp } from './launcher/set-up.mjs';

const script = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(script));
const args = process.argv.slice(2);

await onNewNode(script, args, async () => {
  await setUp(root);
  const env = { ...process.env, [COMMAND]: IN_CHECKOUT };
  return run(process.execPath, [path.join(root, 'dist', 'cli', 'main.js'), ...args], { env });
});
