/** Whether dist is what the sources make. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a build depends on, beside src. The lock file stands for the compiler and the bundler. */
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Files below a folder, as paths from it, in a fixed order. */
export function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const below = entries.flatMap((entry) => {
    if (entry.isDirectory()) {
      return filesBelow(path.join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
    }
    return entry.isFile() ? [entry.name] : [];
  });
  return below.sort();
}

/** SHA-256 over names and contents. */
export function digestOf(folder, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(path.join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Digest of everything that a build is made from. */
export function inputsDigest(root) {
  const sources = filesBelow(path.join(root, 'src')).map((file) => `src/${file}`);
  return digestOf(root, [...FILES, 'scripts/build.mjs', ...sources]);
}

/** Whether dist was made from the sources as they are. */
export function isBuilt(root) {
  try {
    const note = JSON.parse(readFileSync(path.join(root, 'dist', 'build.json'), 'utf8'));
    return note.inputs === inputsDigest(root);
  } catch {
    return false;
  }
}
