/** npm's own program, so that it can be run by a Node of our choice. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

function candidates(env, execPath) {
  const beside = path.dirname(realpathSync(execPath));
  const onPath = (env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm'));
  return [
    env.MAESTRO_LAUNCHER_NPM,
    env.npm_execpath,
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    ...onPath.filter(existsSync).map((file) => realpathSync(file)),
  ];
}

/** Path of npm-cli.js: the npm that started us, the one beside our Node, or the one on PATH. */
export function npmCli(env = process.env, execPath = process.execPath) {
  const found = candidates(env, execPath).find(
    (file) => file && path.basename(file) === 'npm-cli.js' && existsSync(file),
  );
  if (found) return found;
  throw new Error('npm was not found; install it beside Node, or put it on PATH');
}
