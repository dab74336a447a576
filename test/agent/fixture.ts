import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createLedger } from '../../src/adapters/ledger/postgres.ts';
import type { BreakerOptions } from '../../src/adapters/model/breaker.ts';
import { createModels } from '../../src/adapters/model/registry.ts';
import type { Database } from '../../src/adapters/postgres/index.ts';
import { createRecords, createRecordsReader } from '../../src/adapters/records/index.ts';
import { createFolderWorkspaces } from '../../src/adapters/workspaces/folders.ts';
import type { RunControl, RunDeps, RunTask } from '../../src/agent/index.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { NanoUsd } from '../../src/domain/money.ts';
import { PROVIDERS } from '../../src/domain/model-spec.ts';
import type { Persona, PersonaId } from '../../src/domain/persona.ts';
import type { ExecutionId, SessionId } from '../../src/domain/session.ts';
import type { Limits } from '../../src/domain/settings.ts';
import { EMPTY_TREE } from '../../src/domain/tree.ts';
import type { Tree, TreeEntry, TreePath } from '../../src/domain/tree.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { ObjectMissing } from '../../src/ports/objects.ts';
import type { ObjectStore } from '../../src/ports/objects.ts';
import type { ResolvedModel } from '../../src/ports/model.ts';
import type { RecordsReader } from '../../src/ports/records.ts';
import { startModelServer } from '../support/model-server/index.ts';
import type { ModelServer, Script } from '../support/model-server/index.ts';
import { usePostgres } from '../support/postgres.ts';

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

export const control = (signal: AbortSignal = new AbortController().signal): RunControl => ({
  signal,
  beat: () => undefined,
});

/** A provider of models at the test server. */
export const providerAt = (baseUrl: string, apiKey?: string) => ({
  needsKey: false,
  baseUrl,
  key: () => apiKey,
  urlSetting: 'THE_URL',
  keySetting: 'THE_KEY',
});

/** The models at the test server, as a worker has them. */
export const modelsAt = (baseUrl: string, apiKey?: string, breaker: Partial<BreakerOptions> = {}) =>
  createModels({
    providers: Object.fromEntries(
      PROVIDERS.map((provider) => [provider, providerAt(baseUrl, apiKey)]),
    ),
    prices: '{"input":2,"output":10}',
    breaker,
  });

const modelAt = (spec: string, baseUrl: string, apiKey?: string): ResolvedModel =>
  modelsAt(baseUrl, apiKey).resolve(spec);

const taskFor = (
  executionId: ExecutionId,
  model: ResolvedModel,
  more: Partial<RunTask>,
): RunTask => {
  const [assignment] = writer.assignments;
  if (assignment === undefined) throw new Error('the writer has an assignment');
  return {
    identity: {
      executionId,
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
    models: [model],
    limits,
    assumeRecords: false,
    ...more,
  };
};

/** What a test of a persona run works with: the real ledger, and a model server. */
export interface Bench {
  readonly deps: RunDeps & { readonly objects: CountedObjects };
  readonly task: RunTask;
  readonly hold: (held: boolean) => Promise<void>;
  /** All that the ledger has of this execution, bytes as text. */
  readonly recorded: () => Promise<string>;
  /** Runs between two attempts. */
  readonly parked: () => Promise<readonly string[]>;
  readonly setBudget: (total: NanoUsd) => Promise<void>;
  /** The worst case of each try. */
  readonly bounds: () => Promise<readonly number[]>;
  readonly reader: RecordsReader;
  /** Every try of this execution, oldest first. */
  readonly rows: () => Promise<
    readonly {
      readonly step: number;
      readonly attempt: number;
      readonly model: string;
      readonly outcome: string;
      readonly cost: number;
      readonly possibly_billed: boolean;
    }[]
  >;
}

const newExecution = (db: Database): Promise<ExecutionId> =>
  createRecords(db).admit({
    session: `s-${randomUUID()}` as SessionId,
    firstRunId: randomUUID(),
    requirement: digestOf('A document about tea.'),
    excerpt: 'A document about tea.',
    model: 'openai-compatible:scripted',
  });

const createBench = async (
  db: Database,
  model: ResolvedModel,
  more: Partial<RunTask>,
): Promise<Bench> => {
  const objects = createObjects();
  const id = await newExecution(db);
  const workspaces = createFolderWorkspaces({ objects });
  return {
    deps: { ledger: createLedger(db), objects, sandbox: undefined, workspaces, matches },
    task: taskFor(id, model, more),
    hold: (held) => createRecords(db).hold(id, held),
    parked: () => createRecords(db).parked(id),
    recorded: async () => {
      const calls = db.selectFrom('ledger').where('execution_id', '=', id).selectAll();
      const runs = db.selectFrom('persona_runs').where('execution_id', '=', id).selectAll();
      const bytes = db.selectFrom('ledger_bytes').where('execution_id', '=', id).selectAll();
      const texts = (await bytes.execute()).map((row) => new TextDecoder().decode(row.bytes));
      return JSON.stringify([await calls.execute(), await runs.execute()]) + texts.join('\n');
    },
    setBudget: (total) => createRecords(db).setBudget(id, { total }),
    bounds: async () => {
      const calls = db.selectFrom('ledger').where('execution_id', '=', id).select('bound');
      return (await calls.execute()).map(({ bound }) => bound);
    },
    reader: createRecordsReader(db),
    rows: () =>
      db
        .selectFrom('ledger')
        .where('execution_id', '=', id)
        .select(['step', 'attempt', 'model', 'outcome', 'cost', 'possibly_billed'])
        .orderBy('step')
        .orderBy('attempt')
        .execute(),
  };
};

/** One Postgres and one model server for all tests of a file. Call it at the top level. */
export const useBench = () => {
  const database = usePostgres();
  // One for each test: it ends with the test.
  let db: Database | undefined;
  beforeEach(() => {
    db = undefined;
  });
  let server: ModelServer | undefined;
  beforeAll(async () => {
    server = await startModelServer({ answers: [] });
  });
  afterAll(() => server?.stop());
  const ready = (): ModelServer => {
    if (server === undefined) throw new Error('The bench is there only while tests run.');
    return server;
  };
  return {
    server: ready,
    /** A new execution, and the model server at the beginning of a script. */
    start: async (
      script: Script,
      more: Partial<RunTask> = {},
      apiKey?: string,
      spec = 'openai-compatible:scripted',
    ): Promise<Bench> => {
      db ??= (await database()).db;
      await ready().play(script);
      return createBench(db, modelAt(spec, ready().url, apiKey), more);
    },
  };
};
