import { mkdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TreePath } from '../../domain/tree.ts';
import { INSIDE } from '../command.ts';
import { putFile } from '../put-file.ts';
import type { Code } from './code.ts';
import { readPythonLines } from './python-lines.ts';
import { TRACER, TRACER_FILE } from './python-trace.ts';
import { RAN } from './ran.ts';
import type { Ran } from './ran.ts';
import { readV8 } from './v8.ts';

/** A way to learn which code ran. The next language is a new row of {@link COLLECTORS}. */
interface Collector {
  readonly fits: RegExp;
  /** What a run is given, beside its own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Files that are put into the folder {@link RAN} before it, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly read: (
    dir: string,
    dirs: readonly string[],
    code: ReadonlyMap<TreePath, Code>,
  ) => Promise<Ran>;
}

/** Bytes that a run may write beyond its limit, to tell which code ran. */
export const TOLD_BYTES = 200e6;

const COLLECTORS: readonly Collector[] = [
  {
    fits: /\.[cm]?[jt]sx?$/,
    env: { NODE_V8_COVERAGE: RAN },
    files: {},
    read: readV8,
  },
  {
    fits: /\.py$/,
    env: { PYTHONPATH: RAN },
    files: { [TRACER_FILE]: TRACER },
    read: (dir, _dirs, code) => readPythonLines(dir, code),
  },
];

const collectorsFor = (paths: readonly string[]): readonly Collector[] =>
  COLLECTORS.filter(({ fits }) => paths.some((each) => fits.test(each)));

/** Makes a folder ready, so that a run in it tells what ran. @returns what its environment needs. */
export const beginToTell = async (
  dir: string,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const collectors = collectorsFor(paths);
  const folder = path.join(dir, RAN);
  await rm(folder, { recursive: true, force: true });
  const files = collectors.flatMap((collector) => Object.entries(collector.files));
  if (files.length > 0) await mkdir(folder);
  for (const [name, text] of files) await putFile(dir, `${RAN}/${name}` as TreePath, text);
  return Object.fromEntries(collectors.flatMap(({ env }) => Object.entries(env)));
};

/** What the run told, once it is over. */
export const whatRan = async (dir: string, code: ReadonlyMap<TreePath, Code>): Promise<Ran> => {
  const dirs = [dir, await realpath(dir), INSIDE];
  const told = await Promise.all(
    collectorsFor([...code.keys()]).map(({ read }) => read(dir, dirs, code)),
  );
  return {
    processes: told.flatMap(({ processes }) => processes),
    doubts: told.flatMap(({ doubts }) => doubts),
  };
};
