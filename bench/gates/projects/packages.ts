import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import { readTexts } from '../folder.ts';
import type { Project } from '../project.ts';

const run = promisify(execFile);

interface Packed {
  readonly name: string;
  readonly version: string;
  readonly language: Project['language'];
  /** SHA-256 of the source archive: another one is refused before anything of it is looked at. */
  readonly sha256: string;
  readonly oracle: string;
}

const PACKED: readonly Packed[] = [
  {
    name: 'tabulate',
    version: '0.10.0',
    language: 'Python',
    sha256: 'e2cfde8f79420f6deeffdeda9aaec3b6bc5abce947655d17ac662b126e48a60d',
    oracle: 'tabulate.py',
  },
  {
    name: 'inflection',
    version: '0.5.1',
    language: 'Python',
    sha256: '1a29730d366e996aaacffb2f1f1cb9593dc38e2ddd30c91250c6dde09ea9b417',
    oracle: 'inflection.py',
  },
  {
    name: 'object-path',
    version: '0.11.8',
    language: 'JavaScript',
    sha256: '5818c97461a154c7aa717b4b38687f58d4a1e7636a4753269ae79e416c2b7593',
    oracle: 'object-path.cjs',
  },
];

/** Names of all of them. */
export const PACKAGES: readonly string[] = PACKED.map(({ name }) => name);

/** pip asks the package itself for its metadata: it checks the digest before. */
const download = async ({ name, version, language, sha256 }: Packed, to: string): Promise<void> => {
  const cwd = to;
  if (language === 'JavaScript') {
    await run('npm', ['pack', '--silent', `${name}@${version}`], { cwd });
    return;
  }
  await writeFile(path.join(to, 'pinned.txt'), `${name}==${version} --hash=sha256:${sha256}\n`);
  const options = ['--quiet', '--no-deps', '--no-binary', ':all:', '--require-hashes'];
  await run('python3', ['-m', 'pip', 'download', ...options, '-r', 'pinned.txt'], { cwd });
  await rm(path.join(to, 'pinned.txt'));
};

const unpacked = async (packed: Packed, folder: string): Promise<string> => {
  const dir = path.join(folder, `package-${packed.name}`);
  if ((await stat(dir).catch(() => undefined)) !== undefined) return dir;
  const part = `${dir}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(path.join(part, 'files'), { recursive: true });
  await download(packed, part);
  const archive = (await readdir(part)).find((name) => /\.(tgz|tar\.gz)$/.test(name));
  if (archive === undefined) throw new Error(`No archive of ${packed.name} came.`);
  const bytes = await readFile(path.join(part, archive));
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (sum !== packed.sha256)
    throw new Error(`${archive} has the digest ${sum}: another one is pinned.`);
  await run('tar', ['xzf', archive, '--strip-components=1', '-C', 'files'], { cwd: part });
  await rename(path.join(part, 'files'), dir);
  await rm(part, { recursive: true, force: true });
  return dir;
};

/** Small packages whose own tests pass, as their archives of sources; what can't be had is left out. */
export const packageProjects = async (folder: string): Promise<readonly Project[]> => {
  const programs = path.join(import.meta.dirname, '../oracles');
  const projects: Project[] = [];
  for (const packed of PACKED) {
    const dir = await unpacked(packed, folder).catch(() => undefined);
    if (dir === undefined) continue;
    const text = await readFile(path.join(programs, packed.oracle), 'utf8');
    projects.push({
      name: packed.name,
      family: 'package',
      language: packed.language,
      known: { kind: 'good' },
      specified: false,
      dir,
      texts: await readTexts(dir),
      oracle: { file: packed.oracle, text },
    });
  }
  return projects;
};
