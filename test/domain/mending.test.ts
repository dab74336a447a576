import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createPersonaRegistry } from '../../src/adapters/personas/json-files.ts';
import { adoptionOf } from '../../src/domain/adoption.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { mendingPlan, planMending } from '../../src/domain/mending.ts';
import type { PhaseFindings } from '../../src/domain/mending.ts';
import type { PersonaId } from '../../src/domain/persona.ts';
import { PHASES, phaseIndex } from '../../src/domain/phases.ts';
import { promisedBy } from '../../src/domain/promised.ts';
import type { TreePath } from '../../src/domain/tree.ts';

const personas = await createPersonaRegistry({ folders: [] }).load();
const ids = personas.map(({ id }) => id);

const fault = (
  owner: string,
  rule = 'tests.failed',
  severity: Finding['severity'] = 'error',
): Finding => ({ severity, rule, message: rule, owner: owner as PersonaId });

describe('the plan of mending', () => {
  test('gives each owner one run with all of its findings, each once, worst first', () => {
    const twice = fault('backend_developer', 'secrets.key');
    const plan = planMending(
      [
        { phase: 'testing', findings: [fault('backend_developer', 'z.last'), twice] },
        { phase: 'requirements', findings: [twice, fault('unit_tester')] },
      ],
      personas,
    );
    expect(plan?.from).toBe('implementation');
    expect(plan?.work.map(({ persona, phase }) => `${persona} ${phase}`).sort()).toEqual([
      'backend_developer implementation',
      'unit_tester testing',
    ]);
    const [backend] = plan?.work.filter(({ persona }) => persona === 'backend_developer') ?? [];
    expect(backend?.findings.map(({ rule }) => rule)).toEqual(['secrets.key', 'z.last']);
  });

  test('has owners of warnings work only where there is no error', () => {
    const warning = fault('devops_engineer', 'delivery.tag', 'warning');
    const gates = (findings: readonly Finding[]): readonly PhaseFindings[] => [
      { phase: 'deployment', findings },
    ];
    const owners = (findings: readonly Finding[]) =>
      planMending(gates(findings), personas)?.work.map(({ persona }) => persona);
    expect(owners([warning, fault('unit_tester')])).toEqual(['unit_tester']);
    expect(owners([warning])).toEqual(['devops_engineer']);
    expect(owners([fault('unit_tester', 'x', 'info')])).toBeUndefined();
  });

  test('shows what nobody owns to a person', () => {
    const { runs, left } = mendingPlan(
      [{ phase: 'testing', findings: [fault('somebody_else'), fault('unit_tester')] }],
      personas,
    );
    expect(runs.map(({ persona }) => persona)).toEqual(['unit_tester']);
    expect(left.map(({ owner }) => owner)).toEqual(['somebody_else']);
  });

  test('has every owner of an error work once, in one of its phases, and nobody else', () => {
    const gate = fc.record({
      phase: fc.constantFrom(...PHASES),
      findings: fc.array(
        fc.constantFrom(...ids).map((owner) => fault(owner)),
        { maxLength: 6 },
      ),
    });
    fc.assert(
      fc.property(fc.array(gate, { maxLength: 5 }), (gates) => {
        const owners = new Set(gates.flatMap(({ findings }) => findings.map(({ owner }) => owner)));
        const { work = [], from = 'deployment' } = planMending(gates, personas) ?? {};
        expect(work.map(({ persona }) => persona).sort()).toEqual([...owners].sort());
        for (const { persona, phase } of work) {
          const known = personas.find(({ id }) => id === persona);
          expect(known?.assignments.map((item) => item.phase)).toContain(phase);
          expect(phaseIndex(phase)).toBeGreaterThanOrEqual(phaseIndex(from));
        }
      }),
    );
  });
});

describe('a project that nobody of the team wrote', () => {
  const { adopterOf, teamAt } = adoptionOf(personas, [], matches);
  test.each([
    ['src/main.js', 'backend_developer'],
    ['lib/odd.rb', 'backend_developer'],
    ['public/index.html', 'frontend_developer'],
    ['spec/old.test.js', 'qa_engineer'],
    ['tests/unit/a.test.js', 'unit_tester'],
    ['db/schema.sql', 'database_specialist'],
    ['docs/openapi.yaml', 'solution_architect'],
    ['.circleci/config.yml', 'devops_engineer'],
    ['Dockerfile', 'devops_engineer'],
  ])('has %s mended by the %s', (path, owner) => {
    expect(adopterOf(path as TreePath)).toBe(owner);
  });

  test('has somebody for every path, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (path) => {
        expect(ids).toContain(adopterOf(path as TreePath));
      }),
    );
  });

  test('is held to contracts only where it was promised, from the phase on in which it was', () => {
    const asks = teamAt('deployment').filter(
      ({ assignment }) => assignment.contract.required_files.length > 0,
    );
    expect(asks).toEqual([]);
    const held = promisedBy('all', personas, [], matches);
    const early = adoptionOf(personas, held, matches).teamAt('design');
    const asking = early.filter(({ assignment }) => assignment.contract.required_files.length > 0);
    expect(asking.map(({ persona }) => persona.id).sort()).toEqual([
      'database_specialist',
      'requirement_analyst',
      'solution_architect',
    ]);
    expect(early.map(({ persona }) => persona.id)).toContain('backend_developer');
  });
});
