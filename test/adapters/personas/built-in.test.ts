import { describe, expect, test } from '@jest/globals';
import { matches } from '../../../src/adapters/globs/picomatch.ts';
import { createPersonaRegistry } from '../../../src/adapters/personas/json-files.ts';
import { ownersOf } from '../../../src/domain/ownership.ts';
import type { PersonaRef } from '../../../src/domain/persona.ts';
import { phaseIndex, PHASES } from '../../../src/domain/phases.ts';
import type { Phase } from '../../../src/domain/phases.ts';
import { relevanceOf } from '../../../src/domain/relevance.ts';
import { selectTeam } from '../../../src/domain/team.ts';
import { digest, treePath } from '../../domain/arbitraries.ts';

const personas = await createPersonaRegistry({ folders: [] }).load();

const refsFor = (requirement: string): readonly PersonaRef[] =>
  personas.map(({ id, name, priority, keywords, assignments }) => ({
    id,
    digest: digest('a'),
    name,
    priority,
    relevance: relevanceOf(keywords, requirement),
    assignments,
  }));

const teamFor = (requirement: string, phase: Phase): readonly string[] =>
  selectTeam(refsFor(requirement), phase, 1, new Set()).map(({ id }) => id);

const TASKS = 'Create a task management system with projects, tasks and comments';

describe('the personas of the package', () => {
  test('are twelve', () => {
    expect(personas).toHaveLength(12);
  });

  test.each<[Phase, readonly string[], readonly string[]]>([
    ['requirements', ['requirement_analyst'], []],
    ['design', ['solution_architect', 'database_specialist'], ['security_specialist']],
    ['implementation', ['backend_developer', 'frontend_developer'], ['database_specialist']],
    ['testing', ['qa_engineer', 'unit_tester'], ['integration_tester']],
    ['deployment', ['devops_engineer', 'deployment_integration_tester'], ['project_reviewer']],
  ])('in %s are %j, and where relevant %j', (phase, required, optional) => {
    const having = (wanted: boolean): readonly string[] =>
      personas
        .filter(({ assignments }) =>
          assignments.some((item) => item.phase === phase && item.required === wanted),
        )
        .map(({ id }) => id)
        .sort();
    expect(having(true)).toEqual([...required].sort());
    expect(having(false)).toEqual(optional);
  });

  test('are nine for a plain record-keeping service', () => {
    expect(PHASES.flatMap((phase) => teamFor(TASKS, phase))).toHaveLength(9);
  });

  test.each([
    ['security_specialist', 'design', 'Members log in with a password; librarians are admins.'],
    ['security_specialist', 'design', 'Doctors keep notes on patients; it must respect the GDPR.'],
    ['security_specialist', 'design', 'A blog with user accounts and role-based permissions.'],
    ['database_specialist', 'implementation', 'Keep orders in PostgreSQL, with migrations.'],
    ['integration_tester', 'testing', 'Orders are paid through Stripe, and webhooks are handled.'],
    [
      'integration_tester',
      'testing',
      'An approval workflow, end-to-end, with email notifications.',
    ],
    ['project_reviewer', 'deployment', 'For a regulated bank: an audit checks the compliance.'],
  ] as const)('let %s join in %s for: %s', (id, phase, requirement) => {
    expect(teamFor(requirement, phase)).toContain(id);
  });

  test.each([
    ['security_specialist', 'design', 'An inventory of products, warehouses and suppliers.'],
    ['integration_tester', 'testing', 'An address book with people, companies and notes.'],
    ['project_reviewer', 'deployment', 'A library of books with authors, loans and reviews.'],
    ['database_specialist', 'implementation', 'A habit tracker with habits and check-ins.'],
  ] as const)('leave %s out of %s for: %s', (id, phase, requirement) => {
    expect(teamFor(requirement, phase)).not.toContain(id);
  });

  test.each([
    ['requirements/scenarios.feature', 'requirement_analyst'],
    ['design/openapi.json', 'solution_architect'],
    ['design/data-model.md', 'database_specialist'],
    ['design/schema.json', 'database_specialist'],
    ['db/migrations/0001_start.sql', 'database_specialist'],
    ['design/security.md', 'security_specialist'],
    ['package.json', 'backend_developer'],
    ['README.md', 'backend_developer'],
    ['src/main.js', 'backend_developer'],
    ['tests/service.test.js', 'backend_developer'],
    ['public/index.html', 'frontend_developer'],
    ['tests/acceptance/tasks.test.js', 'qa_engineer'],
    ['docs/test-plan.md', 'qa_engineer'],
    ['tests/unit/store.test.js', 'unit_tester'],
    ['tests/integration/journey.test.js', 'integration_tester'],
    ['Dockerfile', 'devops_engineer'],
    ['.dockerignore', 'devops_engineer'],
    ['.github/workflows/ci.yml', 'devops_engineer'],
    ['docs/runbook.md', 'devops_engineer'],
    ['deployment/compose.yaml', 'deployment_integration_tester'],
    ['tests/smoke/smoke.test.js', 'deployment_integration_tester'],
    ['docs/deployment-check.md', 'deployment_integration_tester'],
    ['docs/review.md', 'project_reviewer'],
  ])('share out the product: %s is written by %s alone', (path, owner) => {
    const territories = personas.map(({ id, owns }) => ({ persona: id, owns }));
    expect(ownersOf(treePath(path), territories, matches)).toEqual([owner]);
  });

  test('read only what was written before they start, so that a first pass runs each once', () => {
    const delivered = personas.flatMap(({ id, assignments }) =>
      assignments.map(({ phase, contract }) => ({ id, phase, files: contract.required_files })),
    );
    const early = personas.flatMap(({ id, assignments }) =>
      assignments.flatMap(({ phase, reads, dependsOn }) =>
        delivered
          .filter((item) => item.id !== id && !dependsOn.includes(item.id))
          .filter((item) => phaseIndex(item.phase) >= phaseIndex(phase))
          .flatMap(({ files }) => files)
          .filter((file) => reads.some((glob) => matches(glob, file)))
          .map((file) => `${id} reads ${file} in ${phase}`),
      ),
    );
    expect(early).toEqual([]);
  });
});
