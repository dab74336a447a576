/** The checkout's dependencies: installed again only when they differ from the lock file. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmCli } from './npm.mjs';
import { runQuietly } from './run.mjs';
import { say, sayWhile } from './say.mjs';

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

const fits = (allowed, value) => !allowed || allowed.includes(value);

/**
 * Whether npm must have installed a locked package here. Of the optional ones only those that name
 * this platform: others hang below packages for other platforms, or may have failed to build.
 */
function isWanted({ optional, os, cpu, libc }, platform, arch) {
  if (!optional) return true;
  return Boolean(os ?? cpu) && fits(os, platform) && fits(cpu, arch) && !libc;
}

/** Whether what is installed (npm's own list of it) is what the lock file asks for. */
export function matches(locked, installed, platform = process.platform, arch = process.arch) {
  return Object.entries(locked)
    .filter(([place, entry]) => place !== '' && isWanted(entry, platform, arch))
    .every(([place, { version, integrity }]) => {
      const there = installed[place];
      return there?.version === version && there?.integrity === integrity;
    });
}

/** npm writes its list last, so that an install that was cut short has none. */
export function areInstalled(root) {
  const locked = packagesIn(path.join(root, 'package-lock.json'));
  const installed = packagesIn(path.join(root, 'node_modules', '.package-lock.json'));
  if (locked === undefined || installed === undefined) return false;
  return readNote(root) === lockDigest(root) || matches(locked, installed);
}

/** What our own last install was made from. */
const noteFile = (root) => path.join(root, 'node_modules', '.maestro-installed');

function lockDigest(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function readNote(root) {
  try {
    return readFileSync(noteFile(root), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Whether the lock file names every optional package. One that was made where the registry lacked
 * some platform's package does not, and `npm ci` refuses it, whatever the platform is.
 */
export function isComplete(locked) {
  const names = new Set(Object.keys(locked).map((place) => place.split('node_modules/').at(-1)));
  const optional = Object.values(locked).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );
  return optional.every((name) => names.has(name));
}

/** The same versions either way: without saving, `npm install` keeps to the lock file too. */
function installCommand(root) {
  const common = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  if (isComplete(packagesIn(path.join(root, 'package-lock.json')) ?? {})) return ['ci', ...common];
  return ['install', '--no-save', ...common];
}

/** Lines that say why npm failed, without its usage and its warnings. */
function reasons(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /^npm error ./.test(line));
  return (errors.length > 0 ? errors : lines).slice(0, 12).join('\n');
}

/** Installs what the lock file asks for, telling that it lives; throws with npm's reasons. */
export async function install(root, cover) {
  const command = installCommand(root);
  say(`installing dependencies (npm ${command[0]})`);
  const done = sayWhile('still installing');
  // What an install that was cut short has left can't be told from what is whole.
  if (!existsSync(path.join(root, 'node_modules', '.package-lock.json'))) {
    rmSync(path.join(root, 'node_modules'), { recursive: true, force: true });
  }
  const options = { cwd: root, onStart: cover };
  const npm = [npmCli(), ...command];
  const { code, output } = await runQuietly(process.execPath, npm, options).finally(done);
  if (code === 0) {
    writeFileSync(noteFile(root), lockDigest(root));
    return;
  }
  throw new Error(
    `npm ${command[0]} ended with ${code}:\n${reasons(output)}\n` +
      'See whether the package registry can be reached and the disk has room; then run this again.',
  );
}
