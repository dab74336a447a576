/**
 * How long the sensors take that read a tree and run nothing, on a product of 5,000 files: all
 * contracts of the built-in personas alone, and together with the others. The product is one of
 * blueprint with more sources and documents of some kB, kept in a store of files; the best of three
 * runs. Run: node bench/contract.ts [files]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matches } from '../src/adapters/globs/picomatch.ts';
import { checkRequirement, filesOf, planProject } from '../src/adapters/model/blueprint/index.ts';
import { createFileObjects } from '../src/adapters/objects/files.ts';
import { createPersonaRegistry } from '../src/adapters/personas/json-files.ts';
import { createFolderWorkspaces } from '../src/adapters/workspaces/folders.ts';
import { PHASES } from '../src/domain/phases.ts';
import type { Tree, TreeEntry, TreePath } from '../src/domain/tree.ts';
import { parseTreePath } from '../src/domain/tree.ts';
import type { ObjectStore } from '../src/ports/objects.ts';
import { putTree } from '../src/ports/trees.ts';
import { sense, sensorsFor } from '../src/sensors/index.ts';

const FILES = Number(process.argv[2] ?? 5_000);
const ROUNDS = 3;
const REQUIREMENT = 'Create a task management system with projects, tasks and comments';

/** These run something; all others read. */
const RUNNING = new Set(
  'install build types lint conformance test coverage scenario_coverage order mutation integrity smoke'.split(
    ' ',
  ),
);

const personas = await createPersonaRegistry({ folders: [] }).load();
const team = PHASES.flatMap((phase) =>
  personas.flatMap((persona) =>
    persona.assignments
      .filter((assignment) => assignment.phase === phase)
      .map((assignment) => ({ persona, assignment })),
  ),
);

const product = (): ReadonlyMap<string, string> => {
  const project = planProject(REQUIREMENT, checkRequirement(REQUIREMENT, { assumeRecords: false }));
  const files = new Map<string, string>();
  for (const { persona, assignment } of team) {
    for (const { path: name, content } of filesOf(project, persona.id, assignment.phase)) {
      files.set(name, content);
    }
  }
  const sources = [...files].filter(([name]) => /^(src|tests|docs)\//.test(name));
  for (let index = 0; files.size < FILES; index += 1) {
    const [name, text] = sources[index % sources.length] ?? ['src/a.js', ''];
    const folder = `${path.dirname(name)}/more-${String(Math.floor(index / 100))}`;
    const file = `${folder}/copy-${String(index)}-${path.basename(name)}`;
    files.set(file, `${text}\n// ${String(index)}\n`);
  }
  return files;
};

const treePath = (name: string): TreePath => {
  const parsed = parseTreePath(name);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
};

const treeOf = async (files: ReadonlyMap<string, string>, objects: ObjectStore): Promise<Tree> => {
  const tree = new Map<TreePath, TreeEntry>();
  for (const [name, text] of files) {
    const bytes = new TextEncoder().encode(text);
    const blob = await objects.put(bytes);
    tree.set(treePath(name), { blob, size: bytes.length, mode: 'file', by: 'import' });
  }
  return tree;
};

const root = await mkdtemp(path.join(tmpdir(), 'bench-contract-'));
try {
  const objects = createFileObjects(path.join(root, 'objects'));
  const tree = await treeOf(product(), objects);
  const request = {
    phase: 'deployment' as const,
    treeDigest: await putTree(objects, tree),
    tree,
    team,
    objects,
    workspaces: createFolderWorkspaces({ objects, root }),
    sandbox: undefined,
    trusted: false,
    limits: { memoryBytes: 1e9, processes: 64, wallMs: 60_000, outputBytes: 1e6, diskBytes: 1e9 },
    matches,
    signal: new AbortController().signal,
  };
  const reading = sensorsFor('deployment').filter(({ name }) => !RUNNING.has(name));
  const bytes = [...tree.values()].reduce((sum, { size }) => sum + size, 0);
  console.log(`${String(tree.size)} files, ${(bytes / 1e6).toFixed(1)} MB`);
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    let all = 0;
    for (const sensor of reading) {
      const start = performance.now();
      const [evidence] = await sense(request, [sensor]);
      const ms = performance.now() - start;
      all += ms;
      const label = `${sensor.name} (${String(evidence?.held)} of ${String(evidence?.checked)} held)`;
      best.set(label, Math.min(ms, best.get(label) ?? Infinity));
    }
    best.set('all of them', Math.min(all, best.get('all of them') ?? Infinity));
  }
  for (const [name, ms] of best) console.log(`${String(Math.round(ms)).padStart(6)} ms  ${name}`);
} finally {
  await rm(root, { recursive: true, force: true });
}
