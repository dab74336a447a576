import { describe, expect, test } from '@jest/globals';
import { createJudge } from '../../src/activities/judge.ts';
import type { Judged, JudgeInput } from '../../src/activities/contracts/gates.ts';
import type { Environment } from '../../src/activities/environment.ts';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createMemoryObjects } from '../../src/adapters/objects/memory.ts';
import { createQuality } from '../../src/adapters/quality/index.ts';
import { createFolderWorkspaces } from '../../src/adapters/workspaces/folders.ts';
import type { ValidationRule } from '../../src/domain/contract.ts';
import { encodePersona } from '../../src/domain/persona-codec.ts';
import type { Persona } from '../../src/domain/persona.ts';
import { predictByRule } from '../../src/domain/prediction.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import type { ExecutionId } from '../../src/domain/session.ts';
import type { Tree } from '../../src/domain/tree.ts';
import { getJson, putJson } from '../../src/ports/objects.ts';
import type { EvidenceDocument, GateRecord } from '../../src/ports/records.ts';
import { putTree } from '../../src/ports/trees.ts';
import { personaId, treePath } from '../domain/arbitraries.ts';
import { LIMITS } from '../sensors/support/product.ts';

const ada = personaId('ada');
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Holds when the file says `word`. */
const says = (word: string, severity: ValidationRule['severity'] = 'warning'): ValidationRule => ({
  kind: 'contains',
  path: 'notes.md',
  pattern: word,
  message: `Say ${word}.`,
  severity,
});

const personaWith = (rules: readonly ValidationRule[]): Persona => ({
  id: ada,
  name: 'Ada',
  role: '',
  prompt: 'Write.',
  keywords: [],
  priority: 1,
  owns: ['**'],
  assignments: [
    {
      phase: 'requirements',
      required: true,
      dependsOn: [],
      reads: [],
      task: '',
      contract: {
        required_files: [],
        required_directories: [],
        required_documentation_sections: {},
        quality_thresholds: {},
        validation_rules: rules,
      },
    },
  ],
});

interface Given {
  readonly rules: readonly ValidationRule[];
  readonly acceptOnPrediction?: boolean;
  /** What the quality service predicts; by rule when absent. */
  readonly prediction?: Partial<Prediction>;
}

/** Judges one file in the requirements phase, third iteration of three, with real parts but for Postgres. */
const judged = async ({ rules, acceptOnPrediction, prediction }: Given) => {
  const objects = createMemoryObjects();
  const gates: GateRecord[] = [];
  const persona = personaWith(rules);
  const ref = { id: ada, name: 'Ada', priority: 1, relevance: 0 };
  const assignments = [{ phase: 'requirements' as const, required: true, dependsOn: [] }];
  const charter = await putJson(objects, {
    requirement: await objects.put(text('A service that keeps notes.')),
    personas: [{ ...ref, assignments, digest: await objects.put(text(encodePersona(persona))) }],
    settings: {
      thresholds: { first: 0.6, second: 0.75, later: 1, minImprovement: 0.05 },
      ...(acceptOnPrediction === undefined ? {} : { acceptOnPrediction }),
      limits: { sandbox: LIMITS },
    },
  });
  const blob = await objects.put(text('one two three'));
  const tree: Tree = new Map([
    [treePath('notes.md'), { blob, size: 13, mode: 'file', by: 'ada.requirements.1' }],
  ]);
  const rule = createQuality({});
  // What judging does not touch (ledger, models, personas) is not there.
  const environment = {
    objects,
    matches,
    workspaces: createFolderWorkspaces({ objects }),
    sandboxes: { isolated: () => Promise.resolve(undefined), missing: () => '' },
    models: { resolve: () => ({ trusted: false }) },
    quality:
      prediction === undefined
        ? rule
        : {
            ...rule,
            predict: (request) => Promise.resolve({ ...predictByRule(request), ...prediction }),
          },
    records: {
      save: () => Promise.resolve(),
      saveGate: (_id: unknown, gate: GateRecord) => {
        gates.push(gate);
        return Promise.resolve();
      },
    },
  } as Pick<Environment, 'quality'> as Environment;
  const input: JudgeInput = {
    executionId: '00000000-0000-4000-8000-000000000000' as ExecutionId,
    phase: 'requirements',
    iteration: 3,
    limit: 3,
    judgement: 1,
    tree: await putTree(objects, tree),
    earlierRaws: [],
    charter,
    turns: [{ persona: ada, phase: 'requirements' }],
    models: ['openai-compatible:x'],
    report: {
      snapshot: { revision: 1, status: 'running', phase: 'requirements', phases: [] },
      journal: [],
    },
  };
  const control = {
    signal: new AbortController().signal,
    beat: () => undefined,
    scheduling: 'x',
    retry: 1,
  };
  const result: Judged = await createJudge(environment, () => control)(input);
  const document = await getJson(objects, result.evidence, (value) => ({
    ok: true as const,
    value: value as EvidenceDocument,
  }));
  return { result, document, gate: gates[0] };
};

const MOST = [says('one'), says('two'), says('three'), says('four')];

describe('an exit gate', () => {
  test('records dimensions, what to do, and opinions with their method', async () => {
    const { result, document } = await judged({ rules: MOST });
    expect(result.verdict).toBe('exhausted');
    expect(result.recommendations).toEqual([`ada: ${document.recommendations?.[0]?.what ?? ''}`]);
    expect(result.dimensions?.documentation).toBe(0.75);
    expect(result.dimensions).not.toHaveProperty('operability');
    expect(document.dimensions?.operability).toEqual({ kind: 'unknown' });
    expect(document.prediction).toMatchObject({ method: 'rule-based', score: 0.75 });
    expect(document.assessment).toMatchObject({ method: 'rule-based', score: result.raw });
  });

  test('decides without the prediction, unless that is switched on', async () => {
    const score = (await judged({ rules: MOST })).result.score;
    const prediction = { score, confidence: 0.9, method: 'quality service' } as const;
    const off = await judged({ rules: MOST, prediction });
    expect(off.result.verdict).toBe('exhausted');
    const on = await judged({ rules: MOST, prediction, acceptOnPrediction: true });
    expect(on.result).toMatchObject({ verdict: 'passed', score });
    expect(on.result.reason).toMatch(/^Accepted on prediction \(quality service/);
    expect(on.gate?.verdict).toBe('passed');
  });

  test('is not moved by any prediction where there is an error', async () => {
    const rules = [...MOST, says('five', 'error')];
    const score = (await judged({ rules })).result.score;
    const prediction = { score, confidence: 1 };
    const { result } = await judged({ rules, prediction, acceptOnPrediction: true });
    expect(result.verdict).toBe('exhausted');
    expect(result.rework?.work).toMatchObject([{ persona: 'ada', phase: 'requirements' }]);
  });
});
