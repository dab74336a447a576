import type { ObjectStore } from '../../ports/objects.ts';
import { ProjectUnreadable } from '../../ports/projects.ts';
import type { ImportedProject } from '../../ports/projects.ts';
import { createCollector } from './collector.ts';
import { git } from './git.ts';
import { FILE_BYTES_MAX, FILES_MAX, NO_PART, TREE_BYTES_MAX } from './limits.ts';

interface Listed {
  readonly mode: string;
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly path: string;
}

/** Rows of `git ls-tree -r -z -l`: `100644 blob <id> <size>\t<path>`; what is no blob is left out. */
const listed = (output: Buffer): readonly Listed[] =>
  output
    .toString('utf8')
    .split('\0')
    .flatMap((row) => {
      const [, mode, id, size, path] =
        /^(\d{6}) blob ([0-9a-f]{40,64}) +(\d+)\t([^]+)$/.exec(row) ?? [];
      return mode === undefined || id === undefined || path === undefined
        ? []
        : [{ mode, id, size: Number(size), path }];
    });

/** Of the output of `git cat-file --batch`: `<id> blob <size>\n<bytes>\n` for each object asked for. */
const contents = function* (
  output: Buffer,
  sizes: readonly number[],
): Generator<Buffer, undefined> {
  let at = 0;
  for (const size of sizes) {
    const start = output.indexOf('\n', at) + 1;
    yield output.subarray(start, start + size);
    at = start + size + 1;
  }
};

const LINK = '120000';
const EXECUTABLE = '100755';

/** For headers, and what is between objects. */
const EXTRA_BYTES = 8 * 1024 ** 2;

const resolveTree = async (dir: string, ref: string): Promise<string> => {
  if (ref.startsWith('-') || ref.includes(':')) {
    throw new ProjectUnreadable(`${ref} is no folder, and can't be the name of a revision.`);
  }
  const ask = (...args: readonly string[]): Promise<string> =>
    git({ dir, args: ['rev-parse', ...args], most: 64 * 1024 }).then((out) =>
      out.toString('utf8').trim(),
    );
  try {
    const prefix = await ask('--show-prefix');
    const commit = await ask('--verify', '--end-of-options', `${ref}^{commit}`);
    return prefix === '' ? `${commit}^{tree}` : `${commit}:${prefix}`;
  } catch (error) {
    const why = error instanceof ProjectUnreadable ? ` (${error.message})` : '';
    throw new ProjectUnreadable(
      `${ref} is no folder, and no revision of a git repository that ${dir} is in${why}.`,
    );
  }
};

/** See {@link Projects.revision}. Nothing of the repository is run, fetched or written. */
export const importRevision = async (
  dir: string,
  ref: string,
  objects: ObjectStore,
): Promise<ImportedProject> => {
  const tree = await resolveTree(dir, ref);
  const rows = listed(
    await git({
      dir,
      args: ['ls-tree', '-r', '-z', '-l', '--full-tree', tree],
      most: FILES_MAX * 400,
    }),
  );
  const collector = createCollector(objects);
  const wanted = rows.filter(({ path, size }) => {
    if (path.split('/').some((part) => NO_PART.has(part))) return false;
    if (size > FILE_BYTES_MAX) collector.tell('large', path);
    return size <= FILE_BYTES_MAX && collector.hasRoom(path, size);
  });
  const output = await git({
    dir,
    args: ['cat-file', '--batch'],
    input: wanted.map(({ id }) => `${id}\n`).join(''),
    most: TREE_BYTES_MAX + EXTRA_BYTES,
  });
  const links = new Map<string, string>();
  const bytes = contents(
    output,
    wanted.map(({ size }) => size),
  );
  for (const { path, mode } of wanted) {
    const content = bytes.next().value ?? Buffer.alloc(0);
    if (mode === LINK) links.set(path, content.toString('utf8'));
    else collector.add(path, content, mode === EXECUTABLE ? 'executable' : 'file');
  }
  return { tree: await collector.finish(links), oddities: collector.oddities, leftOut: [] };
};
