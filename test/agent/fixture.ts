import { randomUUID } from 'node:crypto';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createModels } from '../../src/adapters/model/registry.ts';
import { createFolderWorkspaces } from '../../src/adapters/workspaces/folders.ts';
import type { RunControl, RunDeps, RunTask } from '../../src/agent/index.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { Persona, PersonaId } from '../../src/domain/persona.ts';
import type { ExecutionId } from '../../src/domain/session.ts';
import type { Limits } from '../../src/domain/settings.ts';
import { EMPTY_TREE } from '../../src/domain/tree.ts';
import type { Tree, TreeEntry, TreePath } from '../../src/domain/tree.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { ObjectMissing } from '../../src/ports/objects.ts';
import type { ObjectStore } from '../../src/ports/objects.ts';
import type { ResolvedModel } from '../../src/ports/model.ts';
import { createMemoryLedger } from './memory-ledger.ts';

export const limits: Limits = {
  phaseTimeoutMs: 60_000,
  personaTimeoutMs: 60_000,
  stepsPerRun: 12,
  outputBytes: 4_000_000,
  outputFiles: 50,
  outputTokens: 4_000,
  sandbox: {
    memoryBytes: 512 * 1024 ** 2,
    processes: 64,
    wallMs: 20_000,
    outputBytes: 100_000,
    diskBytes: 50 * 1024 ** 2,
  },
};

/** Objects in memory that remember what was put. */
export interface CountedObjects extends ObjectStore {
  readonly puts: Digest[];
  readonly text: (digest: Digest) => string;
}

export const createObjects = (): CountedObjects => {
  const kept = new Map<Digest, Uint8Array>();
  const puts: Digest[] = [];
  const get = (digest: Digest): Uint8Array => {
    const bytes = kept.get(digest);
    if (bytes === undefined) throw new ObjectMissing(digest);
    return bytes;
  };
  return {
    puts,
    put: (bytes) => {
      const digest = digestOf(bytes);
      puts.push(digest);
      kept.set(digest, bytes);
      return Promise.resolve(digest);
    },
    get: (digest) => Promise.resolve(get(digest)),
    has: (digest) => Promise.resolve(kept.has(digest)),
    text: (digest) => new TextDecoder().decode(get(digest)),
  };
};

export const pathOf = (path: string): TreePath => path as TreePath;

/** A tree of text files, made by the persona run `earlier`. */
export const treeOf = async (
  objects: ObjectStore,
  files: Readonly<Record<string, string>>,
): Promise<Tree> => {
  const tree = new Map<TreePath, TreeEntry>();
  for (const [path, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text);
    const blob = await objects.put(bytes);
    tree.set(pathOf(path), { blob, size: bytes.length, mode: 'file', by: 'earlier' });
  }
  return tree;
};

export const writer: Persona = {
  id: 'writer' as PersonaId,
  name: 'Writer',
  role: 'Writer',
  prompt: 'You write short documents.',
  keywords: [],
  priority: 5,
  owns: ['docs/**', 'notes.md'],
  assignments: [
    {
      phase: 'requirements',
      required: true,
      dependsOn: [],
      reads: ['input/**'],
      task: 'Write docs/a.md.',
      contract: {
        required_files: ['docs/a.md'],
        required_directories: ['docs'],
        required_documentation_sections: { 'docs/a.md': ['Scope', 'Terms'] },
        quality_thresholds: { min_words: 10 },
        validation_rules: [
          {
            kind: 'contains',
            path: 'docs/a.md',
            pattern: 'Scope',
            message: 'It needs a scope.',
            severity: 'warning',
          },
        ],
      },
    },
  ],
};

export const territories = [
  { persona: writer.id, owns: writer.owns },
  { persona: 'coder' as PersonaId, owns: ['src/**'] },
];

export const executionId = (): ExecutionId => randomUUID() as ExecutionId;

export const control = (signal: AbortSignal = new AbortController().signal): RunControl => ({
  signal,
  beat: () => undefined,
});

export const createDeps = (): RunDeps & { readonly objects: CountedObjects } => {
  const objects = createObjects();
  return {
    ledger: createMemoryLedger(),
    objects,
    sandbox: undefined,
    workspaces: createFolderWorkspaces({ objects }),
    matches,
  };
};

export const modelAt = (baseUrl: string, apiKey?: string): ResolvedModel =>
  createModels({
    openaiCompatible: {
      baseUrl,
      prices: '{"input":2,"output":10}',
      ...(apiKey === undefined ? {} : { apiKey }),
    },
  }).resolve('openai-compatible:scripted');

export const taskFor = (model: ResolvedModel, more: Partial<RunTask> = {}): RunTask => {
  const [assignment] = writer.assignments;
  if (assignment === undefined) throw new Error('the writer has an assignment');
  return {
    identity: {
      executionId: executionId(),
      runId: 'writer.requirements.1',
      persona: writer.id,
      phase: 'requirements',
      iteration: 1,
      inputDigest: digestOf(randomUUID()),
      worker: 'test',
    },
    persona: writer,
    assignment,
    requirement: 'A document about tea.',
    tree: EMPTY_TREE,
    findings: [],
    territories,
    model,
    limits,
    assumeRecords: false,
    ...more,
  };
};
