/** Goes on under a Node that is new enough, fetched if need be. */
import path from 'node:path';
import { cacheFolder } from './cache.mjs';
import { fetchedNode } from './fetched-node.mjs';
import { isNewEnough } from './node-version.mjs';
import { npmCli } from './npm.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** The environment in which `node` and npm are the new ones. */
function environmentFor(node, env = process.env) {
  return {
    ...env,
    PATH: [path.dirname(node), env.PATH ?? ''].join(path.delimiter),
    NODE: node,
    npm_node_execpath: node,
    MAESTRO_LAUNCHER_NPM: npmCli(env),
  };
}

/**
 * Does `work` if this Node is new enough; otherwise runs this script again under one that is.
 * Ends the process with the exit code of either.
 */
export async function onNewNode(script, args, work) {
  try {
    process.exitCode = isNewEnough(process.versions.node)
      ? await work()
      : await runUnderNew(script, args);
  } catch (error) {
    say(error.message);
    process.exitCode = 4;
  }
}

async function runUnderNew(script, args) {
  const node = await fetchedNode(cacheFolder());
  return run(node, [script, ...args], { env: environmentFor(node) });
}
