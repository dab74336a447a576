import { beforeAll, expect, test } from '@jest/globals';
import { createModels } from '../../src/adapters/model/registry.ts';
import { createPersonaRegistry } from '../../src/adapters/personas/json-files.ts';
import { createPlain } from '../../src/adapters/sandbox/index.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { parsePatch } from '../../src/domain/patch-codec.ts';
import { mergePatches } from '../../src/domain/patch.ts';
import type { Persona } from '../../src/domain/persona.ts';
import { PHASES } from '../../src/domain/phases.ts';
import type { Phase } from '../../src/domain/phases.ts';
import { EMPTY_TREE } from '../../src/domain/tree.ts';
import type { Tree } from '../../src/domain/tree.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { getJson } from '../../src/ports/objects.ts';
import { scriptPath } from '../support/model-server/index.ts';
import { limits, pathOf, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';
import { go } from './go.ts';

const bench = useBench();
let personas: readonly Persona[];

beforeAll(async () => {
  personas = await createPersonaRegistry({ folders: [] }).load();
});

const start = (options: object): Promise<Bench> =>
  bench.start({ module: scriptPath('first-pass'), options: { ...options } });

/** One persona's run in a phase, and the tree after it. */
const play = async (
  { deps, task }: Bench,
  persona: Persona,
  phase: Phase,
  tree: Tree,
  findings: readonly Finding[] = [],
): Promise<Tree> => {
  const assignment = persona.assignments.find((item) => item.phase === phase);
  if (assignment === undefined) throw new Error(`${persona.id} has nothing to do in ${phase}`);
  const runId = `${persona.id}.${phase}.${String(findings.length)}`;
  const { patch } = await go({
    deps,
    task: {
      ...task,
      persona,
      assignment,
      tree,
      findings,
      limits: { ...limits, outputFiles: 200 },
      territories: personas.map(({ id, owns }) => ({ persona: id, owns })),
      identity: {
        ...task.identity,
        persona: persona.id,
        phase,
        runId,
        inputDigest: digestOf(runId),
      },
    },
  });
  return mergePatches(tree, [await getJson(deps.objects, patch, parsePatch)]).tree;
};

const buildAll = async (run: Bench): Promise<Tree> => {
  let tree = EMPTY_TREE;
  for (const phase of PHASES) {
    for (const persona of personas) {
      const assignment = persona.assignments.find((item) => item.phase === phase);
      if (assignment?.required === true) tree = await play(run, persona, phase, tree);
    }
  }
  return tree;
};

const testProduct = async ({ deps }: Bench, tree: Tree) => {
  const workspace = await deps.workspaces.open(tree);
  try {
    return await createPlain().run({
      dir: workspace.dir,
      argv: ['npm', 'test'],
      limits: limits.sandbox,
    });
  } finally {
    await workspace.dispose();
  }
};

const missingFiles = (tree: Tree, matches: (glob: string, path: string) => boolean) =>
  personas.flatMap(({ assignments }) =>
    assignments
      .filter(({ required }) => required)
      .flatMap(({ contract }) => contract.required_files)
      .filter((glob) => ![...tree.keys()].some((path) => matches(glob, path))),
  );

test('nine personas build a product whose own tests pass', async () => {
  const run = await start({});
  const tree = await buildAll(run);
  expect(missingFiles(tree, run.deps.matches)).toEqual([]);
  const result = await testProduct(run, tree);
  expect(result.output).toContain('SC-4');
  expect(result.exitCode).toBe(0);
});

test('a bug of the first go is found by the tests, and mended on rework', async () => {
  const run = await start({ bug: 'first', hostile: true });
  const tree = await buildAll(run);
  const failed = await testProduct(run, tree);
  expect(failed.exitCode).not.toBe(0);
  expect(failed.output).toContain('SC-4');
  const backend = personas.find(({ id }) => id === 'backend_developer');
  if (backend === undefined) throw new Error('there is a backend developer');
  const finding: Finding = {
    severity: 'error',
    rule: 'tests.failed',
    path: pathOf('src/service.js'),
    message: 'SC-4 notes are there again after a restart: the list is empty.',
    owner: backend.id,
  };
  const mended = await play(run, backend, 'implementation', tree, [finding]);
  expect((await testProduct(run, mended)).exitCode).toBe(0);
});

test('a file can be left out of the first go', async () => {
  const run = await start({ omit: { 'design/openapi.json': 'first' } });
  const architect = personas.find(({ id }) => id === 'solution_architect');
  if (architect === undefined) throw new Error('there is an architect');
  const tree = await play(run, architect, 'design', EMPTY_TREE);
  expect([...tree.keys()]).toEqual(['design/architecture.md']);
});

test('blueprint runs through the same loop, without a network', async () => {
  const run = await start({});
  const offline: Bench = {
    ...run,
    task: {
      ...run.task,
      requirement: 'Create a task management system with projects, tasks and comments',
      models: [createModels().resolve('blueprint')],
    },
  };
  const analyst = personas.find(({ id }) => id === 'requirement_analyst');
  if (analyst === undefined) throw new Error('there is an analyst');
  const tree = await play(offline, analyst, 'requirements', EMPTY_TREE);
  expect([...tree.keys()]).toContain('requirements/requirements.md');
  expect(await bench.server().log()).toEqual([]);
});
