/** Before `npm pack`: sets the checkout up, which builds dist only when it is not what src makes. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onNewNode } from './launcher/on-new-node.mjs';
import { setUp } from './launcher/set-up.mjs';

const script = fileURLToPath(import.meta.url);

await onNewNode(script, [], async () => {
  await setUp(path.dirname(path.dirname(script)));
  return 0;
});
