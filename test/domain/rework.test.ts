import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/domain/finding.ts';
import type { PersonaRef } from '../../src/domain/persona.ts';
import { phaseIndex, PHASES } from '../../src/domain/phases.ts';
import type { Phase } from '../../src/domain/phases.ts';
import { homePhase, planRework } from '../../src/domain/rework.ts';
import { anyFinding, anyPersonas, digest, personaId } from './arbitraries.ts';

const ref = (id: string, ...phases: readonly Phase[]): PersonaRef => ({
  id: personaId(id),
  digest: digest('a'),
  name: id,
  priority: 5,
  relevance: 0,
  assignments: phases.map((phase) => ({ phase, required: true, dependsOn: [] })),
});

const finding = (owner: string, given: Partial<Finding> = {}): Finding => ({
  severity: 'error',
  rule: 'tests.failed',
  message: 'It failed.',
  owner: personaId(owner),
  ...given,
});

const team = [
  ref('analyst', 'requirements'),
  ref('backend', 'implementation'),
  ref('qa', 'testing'),
];

describe('a plan of rework', () => {
  test('sends each finding to its owner, and judges again from the earliest phase on', () => {
    const plan = planRework([finding('qa'), finding('backend')], team, 'testing');
    expect(plan).toEqual({
      from: 'implementation',
      work: [
        { persona: 'backend', phase: 'implementation', findings: [finding('backend')] },
        { persona: 'qa', phase: 'testing', findings: [finding('qa')] },
      ],
    });
  });

  test('leaves warnings alone while there are errors, and takes them up when there are none', () => {
    const warning = finding('qa', { severity: 'warning' });
    const personas = (findings: readonly Finding[]): readonly string[] =>
      planRework(findings, team, 'testing')?.work.map(({ persona }) => persona) ?? [];
    expect(personas([warning, finding('backend')])).toEqual(['backend']);
    expect(personas([warning])).toEqual(['qa']);
    expect(personas([finding('qa', { severity: 'info' })])).toEqual([]);
  });

  test('is none when nobody known could mend anything', () => {
    expect(planRework([], team, 'testing')).toBeUndefined();
    expect(planRework([finding('stranger')], team, 'testing')).toBeUndefined();
    expect(planRework([finding('qa')], team, 'design')).toBeUndefined();
  });

  test('names the same thing once, the worst first, whatever order sensors ended in', () => {
    const findings = [
      finding('qa', { rule: 'z' }),
      finding('qa', { rule: 'a' }),
      finding('qa', { rule: 'z' }),
    ];
    const of = (given: readonly Finding[]): unknown => planRework(given, team, 'testing');
    expect(of(findings)).toEqual(of([...findings].reverse()));
    expect(
      planRework(findings, team, 'testing')?.work[0]?.findings.map(({ rule }) => rule),
    ).toEqual(['a', 'z']);
  });

  test('has owners only, each once, in a phase of theirs that is not after the gate', () => {
    const owners = ['ada', 'bob', 'cyd', 'dan'].map(personaId);
    fc.assert(
      fc.property(
        fc.array(anyFinding, { maxLength: 10 }),
        anyPersonas.map((personas) =>
          personas.slice(0, 4).map((item, index) => ({ ...item, id: owners[index] ?? item.id })),
        ),
        fc.constantFrom(...PHASES),
        (findings, personas, at) => {
          const plan = planRework(findings, personas, at);
          const work = plan?.work ?? [];
          expect(new Set(work.map(({ persona }) => persona)).size).toBe(work.length);
          for (const { persona, phase, findings: own } of work) {
            expect(own.length).toBeGreaterThan(0);
            expect(own.every(({ owner }) => owner === persona)).toBe(true);
            expect(phaseIndex(phase)).toBeLessThanOrEqual(phaseIndex(at));
            expect(phaseIndex(plan?.from ?? at)).toBeLessThanOrEqual(phaseIndex(phase));
          }
          const errors = findings.filter(({ severity }) => severity === 'error');
          for (const { owner } of errors) {
            const known = personas.find(({ id }) => id === owner);
            const able = known !== undefined && homePhase(known, at) !== undefined;
            expect(work.some(({ persona }) => persona === owner)).toBe(able);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('lets a persona with several phases mend in the last one before the gate', () => {
    const database = ref('database', 'design', 'implementation');
    expect(homePhase(database, 'design')).toBe('design');
    expect(homePhase(database, 'deployment')).toBe('implementation');
    expect(homePhase(database, 'requirements')).toBeUndefined();
  });
});
