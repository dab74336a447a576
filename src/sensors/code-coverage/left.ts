import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { RAN } from './ran.ts';
import type { Doubt } from './ran.ts';

/** Files that are looked at, bytes of one and of all. */
const FILES = 400;
const FILE_BYTES = 30e6;
const ALL_BYTES = 200e6;

/** What a run left, one file after the other. */
export interface Left {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads what a run left in the folder for it, as far as it is plain files of a bearable size.
 * Nothing is followed; the run must be over.
 * @param told is called for what is not read.
 */
export async function* leftIn(
  dir: string,
  fits: RegExp,
  told: (doubt: Doubt) => void,
): AsyncGenerator<Left> {
  const folder = path.join(dir, RAN);
  const names = await lstat(folder).then(
    (found) => (found.isDirectory() ? readdir(folder) : []),
    () => [],
  );
  let left = ALL_BYTES;
  const fitting = names.filter((name) => fits.test(name)).sort();
  if (fitting.length > FILES)
    told({ odd: true, what: `more than ${String(FILES)} files were left` });
  for (const name of fitting.slice(0, FILES)) {
    const file = path.join(folder, name);
    const found = await lstat(file);
    if (!found.isFile()) told({ what: `one of the files left is none` });
    else if (found.size > FILE_BYTES) told({ odd: true, what: 'a file left is larger than 30 MB' });
    else if (found.size > left)
      told({ odd: true, what: 'the files left are larger than 200 MB together' });
    else {
      left -= found.size;
      yield { name, text: await readFile(file, 'utf8') };
    }
  }
}
