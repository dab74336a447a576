#!/usr/bin/env node
/**
 * Stands in for a container engine: it notes what it is asked, and runs the command of a container
 * as a child process in the folder that was to be mounted. It isolates nothing.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const home = path.dirname(process.argv[1]);
const [verb, ...args] = process.argv.slice(2);
appendFileSync(path.join(home, 'asked.jsonl'), `${JSON.stringify([verb, ...args])}\n`);

const valueOf = (name) => args[args.indexOf(name) + 1];
const placeOf = (name) => path.join(home, `${name}.pid`);

const isTold = (what) => existsSync(path.join(home, what));

const run = () => {
  writeFileSync(path.join(home, 'variables.json'), JSON.stringify(Object.keys(process.env)));
  if (isTold('refuses')) {
    process.stderr.write('No such image\n');
    process.exit(125);
  }
  const name = valueOf('--name');
  const image = args.indexOf('an-image');
  const mounts = args
    .filter((_, at) => args[at - 1] === '--mount')
    .map((mount) => Object.fromEntries(mount.split(',').map((part) => part.split('='))));
  const inside = (text) =>
    mounts.reduce((rest, { source, target }) => rest.replaceAll(target, source), text);
  const env = Object.fromEntries(
    args.filter((_, at) => args[at - 1] === '--env').map((pair) => pair.split(/=([^]*)/)),
  );
  const child = spawn(valueOf('--entrypoint'), args.slice(image + 1).map(inside), {
    cwd: mounts.find(({ target }) => target === '/project').source,
    env: { ...env, PATH: process.env.PATH },
    stdio: 'inherit',
    detached: true,
  });
  writeFileSync(placeOf(name), String(child.pid));
  // The client is gone and what it started goes on, as with a real engine.
  if (isTold('loses')) setTimeout(() => process.exit(0), 500);
  child.once('exit', (code, signal) => {
    rmSync(placeOf(name), { force: true });
    process.exit(signal === null ? code : 128 + 9);
  });
};

const end = (name, signal) => {
  if (!existsSync(placeOf(name))) return;
  try {
    process.kill(-Number(readFileSync(placeOf(name), 'utf8')), signal);
  } catch {
    rmSync(placeOf(name), { force: true });
  }
};

if (verb === 'run') run();
if (verb === 'kill') end(args.at(-1), 'SIGTERM');
if (verb === 'rm') end(args.at(-1), 'SIGKILL');
if (verb === 'info') process.stdout.write(isTold('down') ? 'Cannot connect\n' : '{}\n');
if (verb === 'info' && isTold('down')) process.exitCode = 1;
if (verb === 'ps' && args.includes('--quiet')) {
  const name = /\^(.*)\$/.exec(valueOf('--filter'))[1];
  if (existsSync(placeOf(name))) process.stdout.write('0123456789ab\n');
} else if (verb === 'ps') {
  process.stdout.write(
    existsSync(path.join(home, 'left')) ? readFileSync(path.join(home, 'left')) : '',
  );
}
