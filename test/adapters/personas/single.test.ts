import { describe, expect, test } from '@jest/globals';
import { createPersonaRegistry } from '../../../src/adapters/personas/json-files.ts';
import { partsSection } from '../../../src/agent/prompt/parts.ts';
import { planRework } from '../../../src/domain/rework.ts';
import { limitsAlone, partsOf } from '../../../src/domain/single-team.ts';
import type { PersonaRef } from '../../../src/domain/persona.ts';
import { PHASES } from '../../../src/domain/phases.ts';
import { digest } from '../../domain/arbitraries.ts';
import { limits } from '../../agent/fixture.ts';

const registry = createPersonaRegistry({ folders: [] });
const team = await registry.load();
const single = await registry.single();
const byId = new Map(team.map((persona) => [persona.id, persona]));
const refOf = ({ id, name, priority, assignments }: (typeof team)[number]): PersonaRef => ({
  ...{ id, name, priority, assignments },
  digest: digest('a'),
  relevance: 0,
});
const refs = team.map(refOf);

describe('the persona that builds alone', () => {
  test('is in no team, owns every path, and begins with nothing to wait for', () => {
    expect(byId.has(single.id)).toBe(false);
    expect(single.owns).toEqual(['**']);
    expect(single.assignments).toMatchObject([{ phase: 'requirements', reads: [], dependsOn: [] }]);
  });

  test('does the part of every required persona, phase by phase', () => {
    const parts = partsOf(refs, byId, 'deployment');
    const required = team.flatMap(({ assignments }) => assignments.filter((item) => item.required));
    expect(parts.map(({ assignment }) => assignment)).toEqual(expect.arrayContaining(required));
    expect(parts).toHaveLength(required.length);
    const early = partsOf(refs, byId, 'design').map(({ assignment }) => assignment.phase);
    expect(new Set(early)).toEqual(new Set(['requirements', 'design']));
  });

  test('is told each task and each contract', () => {
    const parts = partsOf(refs, byId, 'deployment');
    const text = partsSection(parts);
    for (const { assignment } of parts) {
      expect(text).toContain(assignment.task.trim());
      for (const glob of assignment.contract.required_files) expect(text).toContain(`"${glob}"`);
    }
    expect(partsSection()).toBe('');
  });

  test('may take what the runs together may that it stands for', () => {
    const alone = limitsAlone(limits, 9);
    expect(alone.stepsPerRun).toBe(9 * limits.stepsPerRun);
    expect(alone.personaTimeoutMs).toBe(9 * limits.personaTimeoutMs);
    expect(alone.sandbox).toEqual(limits.sandbox);
  });

  test.each(PHASES)('mends whatever the gate of %s finds', (phase) => {
    const finding = { severity: 'error', rule: 'x', message: 'm', owner: single.id } as const;
    expect(planRework([finding], [refOf(single)], phase)).toMatchObject({
      from: 'requirements',
      work: [{ persona: single.id, phase: 'requirements' }],
    });
  });
});
