#!/usr/bin/env node
/** The package's command: `maestro …`. The package holds its build; nothing is set up here. */
import { fileURLToPath } from 'node:url';
import { COMMAND, ofPackage } from './launcher/command.mjs';
import { onNewNode } from './launcher/on-new-node.mjs';

const main = new URL('../dist/cli/main.js', import.meta.url);

await onNewNode(fileURLToPath(import.meta.url), process.argv.slice(2), async () => {
  process.env[COMMAND] = ofPackage();
  process.argv[1] = fileURLToPath(main);
  await import(main);
  return process.exitCode;
});
