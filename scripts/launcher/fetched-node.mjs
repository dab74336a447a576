/** A newer Node, fetched as an npm package into our cache. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FETCHED_NODE, nodePackage, OLDEST_NODE } from './node-version.mjs';
import { npmCli } from './npm.mjs';
import { runQuietly } from './run.mjs';
import { say } from './say.mjs';

const COMPLETE = 'complete.json';

/** The program in a folder, if the folder is whole: written to its end and not cut since. */
function wholeNode(folder, name) {
  const program = path.join(folder, 'node_modules', name, 'bin', 'node');
  try {
    const { size } = JSON.parse(readFileSync(path.join(folder, COMPLETE), 'utf8'));
    return statSync(program).size === size ? program : undefined;
  } catch {
    return undefined;
  }
}

async function install(folder, name) {
  const args = ['install', `${name}@${FETCHED_NODE}`, '--prefix', folder, '--ignore-scripts'];
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = [npmCli(), ...args, ...quiet];
  const { code, output } = await runQuietly(process.execPath, npm, { cwd: folder });
  const program = path.join(folder, 'node_modules', name, 'bin', 'node');
  const tried = code === 0 ? await runQuietly(program, ['--version']) : { code, output };
  if (tried.code === 0) return program;
  throw new Error(
    `${name}@${FETCHED_NODE} could not be fetched:\n${tried.output.trim()}\n` +
      'See whether the package registry can be reached, or install Node 22.12 or later.',
  );
}

/** Puts a whole folder in place. Where another launcher was faster, its folder stays. */
function place(draft, folder, name) {
  if (wholeNode(folder, name)) return;
  if (existsSync(folder)) renameSync(folder, `${draft}-damaged`);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!wholeNode(folder, name)) throw error;
  }
}

/** Path of a Node that is new enough, from the cache or fetched into it. */
export async function fetchedNode(cache) {
  const name = nodePackage();
  if (!name) {
    const platform = `${process.platform}-${process.arch}`;
    throw new Error(`there is no Node package for ${platform}; install Node 22.12 or later`);
  }
  const folder = path.join(cache, `node-${FETCHED_NODE}`);
  const cached = wholeNode(folder, name);
  if (cached) return cached;
  const old = `Node ${process.versions.node} is older than ${OLDEST_NODE}`;
  say(`${old}; fetching Node ${FETCHED_NODE} (package ${name}) to go on with`);
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(path.join(cache, 'node-draft-'));
  try {
    const program = await install(draft, name);
    writeFileSync(path.join(draft, COMPLETE), JSON.stringify({ size: statSync(program).size }));
    place(draft, folder, name);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(`${draft}-damaged`, { recursive: true, force: true });
  }
  return wholeNode(folder, name);
}
