import {
  chmod,
  cp,
  mkdir,
  open,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Edit, OddFile } from './project.ts';

const TEXT_BYTES = 400_000;

/** All files of a folder below it that are text and not huge. */
export const readTexts = async (dir: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const texts = new Map<string, string>();
  for (const file of files) {
    const bytes = await readFile(file);
    if (bytes.length <= TEXT_BYTES && !bytes.includes(0)) {
      texts.set(path.relative(dir, file), bytes.toString('utf8'));
    }
  }
  return texts;
};

/** Writes texts below a folder. */
export const writeTexts = async (
  dir: string,
  texts: Iterable<readonly [string, string]>,
): Promise<void> => {
  for (const [name, text] of texts) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
};

const TERABYTE = 1024 ** 4;

const makeOdd = async (dir: string, { kind, path: name }: OddFile): Promise<void> => {
  const file = path.join(dir, name);
  await mkdir(path.dirname(file), { recursive: true });
  if (kind === 'link') return symlink('/etc/passwd', file);
  if (kind === 'pipe') {
    execFileSync('mkfifo', [file]);
    return;
  }
  if (kind === 'setuid') {
    await writeFile(file, '#!/bin/sh\nid\n');
    return chmod(file, 0o4755);
  }
  const handle = await open(file, 'w');
  try {
    await handle.truncate(TERABYTE);
  } finally {
    await handle.close();
  }
};

/** Puts a copy of a project in a folder and does an edit to it. */
export const copyEdited = async (from: string, to: string, edit: Edit): Promise<void> => {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  for (const name of edit.remove ?? []) await rm(path.join(to, name), { force: true });
  await writeTexts(to, Object.entries(edit.write ?? {}));
  for (const each of edit.odd ?? []) await makeOdd(to, each);
};
