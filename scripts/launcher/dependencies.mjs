/** The checkout's dependencies: installed again only when they differ from the lock file. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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

/** Runs `npm ci`, telling that it lives; throws with its last lines when it fails. */
export async function install(root, cover) {
  say('installing dependencies (npm ci)');
  const done = sayWhile('still installing');
  const npm = [npmCli(), 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const options = { cwd: root, onStart: cover };
  const { code, output } = await runQuietly(process.execPath, npm, options).finally(done);
  if (code === 0) {
    writeFileSync(noteFile(root), lockDigest(root));
    return;
  }
  const last = output.trim().split('\n').slice(-12).join('\n');
  throw new Error(
    `npm ci ended with ${code}:\n${last}\n` +
      'See whether the package registry can be reached and the disk has room; then run this again.',
  );
}
