import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matches } from '../../../src/adapters/globs/picomatch.ts';
import { createMemoryObjects } from '../../../src/adapters/objects/memory.ts';
import {
  createBubblewrap,
  createPlain,
  detectSandbox,
} from '../../../src/adapters/sandbox/index.ts';
import { createFolderWorkspaces } from '../../../src/adapters/workspaces/folders.ts';
import type { Contract } from '../../../src/domain/contract.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { PersonaId } from '../../../src/domain/persona.ts';
import type { Phase } from '../../../src/domain/phases.ts';
import type { Tree, TreePath } from '../../../src/domain/tree.ts';
import type { ObjectStore } from '../../../src/ports/objects.ts';
import type { Packages } from '../../../src/ports/packages.ts';
import type { Oddity, Sandbox } from '../../../src/ports/sandbox.ts';
import { putTree } from '../../../src/ports/trees.ts';
import { sense } from '../../../src/sensors/index.ts';
import type { Member, SenseRequest, Sensor } from '../../../src/sensors/index.ts';

const NO_RULES: Contract = {
  required_files: [],
  required_directories: [],
  required_documentation_sections: {},
  quality_thresholds: {},
  validation_rules: [],
};

const id = (name: string): PersonaId => name as PersonaId;
export const at = (name: string): TreePath => name as TreePath;

export const member = (
  name: string,
  phase: Phase,
  contract: Partial<Contract> = {},
  owns: readonly string[] = [],
): Member => {
  const assignment = {
    phase,
    required: true,
    dependsOn: [],
    reads: [],
    task: '',
    contract: { ...NO_RULES, ...contract },
  };
  const persona = {
    id: id(name),
    name,
    role: '',
    prompt: '',
    keywords: [],
    priority: 1,
    owns,
    assignments: [assignment],
  };
  return { persona, assignment };
};

/** Who writes what in the products of these tests. */
export const TEAM: readonly Member[] = [
  member('architect', 'design', { required_files: ['design/openapi.json'] }, ['design/**']),
  member('backend', 'implementation', {}, ['src/**', 'package.json']),
  member('tester', 'testing', { quality_thresholds: { min_tests: 1 } }, ['tests/**']),
  member('operator', 'deployment', {}, ['Dockerfile']),
];

export const LIMITS = {
  memoryBytes: 800e6,
  processes: 128,
  wallMs: 60_000,
  outputBytes: 500_000,
  diskBytes: 50e6,
};

/** Where products of these tests run: bubblewrap where it works, else the plain child process. */
const SANDBOX: Sandbox =
  (await detectSandbox()).kind === 'bubblewrap' ? createBubblewrap() : createPlain();

export interface Given {
  readonly files: Readonly<Record<string, string>>;
  /** Of the tree that was accepted before. */
  readonly baseline?: Readonly<Record<string, string>>;
  /** Of the best attempt that did not pass. */
  readonly attempt?: Readonly<Record<string, string>>;
  readonly phase?: Phase;
  readonly team?: readonly Member[];
  readonly sandbox?: Sandbox | undefined;
  readonly packages?: Packages;
  /** What the folder of the files held beside them. */
  readonly imported?: readonly Oddity[];
  readonly trusted?: boolean;
  readonly limits?: Partial<typeof LIMITS>;
  readonly mutationMs?: number;
  readonly orderMs?: number;
}

const treeOf = async (
  files: Readonly<Record<string, string>>,
  objects: ObjectStore,
): Promise<Tree> =>
  new Map(
    await Promise.all(
      Object.entries(files).map(async ([name, text]) => {
        const bytes = new TextEncoder().encode(text);
        const blob = await objects.put(bytes);
        return [at(name), { blob, size: bytes.length, mode: 'file', by: 'import' }] as const;
      }),
    ),
  );

const beforeOf = async (
  { baseline, attempt }: Given,
  objects: ObjectStore,
): Promise<Pick<SenseRequest, 'baseline' | 'attempt'>> => {
  const kept = async (files: Readonly<Record<string, string>>) => {
    const tree = await treeOf(files, objects);
    return { treeDigest: await putTree(objects, tree), tree };
  };
  return {
    ...(baseline === undefined ? {} : { baseline: await kept(baseline) }),
    ...(attempt === undefined ? {} : { attempt: await kept(attempt) }),
  };
};

/** Runs sensors on a product given as texts; nothing of it is left afterwards. */
export const sensed = async (
  given: Given,
  ...sensors: readonly Sensor[]
): Promise<readonly Evidence[]> => {
  const root = await mkdtemp(path.join(tmpdir(), 'sensors-test-'));
  const objects = createMemoryObjects();
  const tree = await treeOf(given.files, objects);
  try {
    return await sense(
      {
        phase: given.phase ?? 'deployment',
        treeDigest: await putTree(objects, tree),
        tree,
        ...(await beforeOf(given, objects)),
        team: given.team ?? TEAM,
        objects,
        workspaces: createFolderWorkspaces({ objects, root }),
        sandbox: 'sandbox' in given ? given.sandbox : SANDBOX,
        ...(given.packages === undefined ? {} : { packages: given.packages }),
        imported: given.imported ?? [],
        trusted: given.trusted ?? true,
        limits: { ...LIMITS, ...given.limits },
        mutationMs: given.mutationMs ?? 0,
        orderMs: given.orderMs ?? 0,
        matches,
        signal: new AbortController().signal,
      },
      sensors,
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};

/** The evidence of the last of some sensors. */
export const sensedBy = async (given: Given, ...sensors: readonly Sensor[]): Promise<Evidence> => {
  const evidence = (await sensed(given, ...sensors)).at(-1);
  if (evidence === undefined) throw new Error('No sensor was given.');
  return evidence;
};

/** Rule, path and owner of each finding: what tests compare. */
export const named = ({ findings }: Evidence): readonly string[] =>
  findings.map(({ rule, path: file, owner }) => `${rule} ${file ?? '-'} ${owner}`);
