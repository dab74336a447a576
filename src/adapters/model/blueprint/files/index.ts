import type { GeneratedFile, Project } from '../project.ts';
import { acceptanceFiles } from './acceptance.ts';
import { architectureFiles } from './architecture.ts';
import { backendFiles } from './backend.ts';
import { dataModelFiles } from './data-model.ts';
import { deploymentCheckFiles, devopsFiles } from './deployment.ts';
import { frontendFiles } from './frontend.ts';
import { requirementsFiles } from './requirements.ts';
import { reviewFiles } from './review.ts';
import { securityFiles } from './security.ts';
import { seedFiles } from './seed.ts';
import { staticFiles } from './static.ts';

type Writer = (project: Project) => readonly GeneratedFile[];

const tests = (folder: string, ...names: readonly string[]): Writer => {
  const paths = names.map((name) => `tests/${folder}/${name}.test.js`);
  return () => staticFiles(...paths);
};

const unitTests = tests(
  'unit',
  'config',
  'etag',
  'field-types',
  'journal',
  'model',
  'query',
  'routes',
  'validation',
);
const integrationTests = tests('integration', 'concurrency', 'crash');

const writers = new Map<string, Writer>([
  ['requirements/requirement_analyst', requirementsFiles],
  ['design/solution_architect', architectureFiles],
  ['design/database_specialist', dataModelFiles],
  ['design/security_specialist', securityFiles],
  ['implementation/backend_developer', backendFiles],
  ['implementation/frontend_developer', frontendFiles],
  ['implementation/database_specialist', seedFiles],
  ['testing/qa_engineer', acceptanceFiles],
  ['testing/unit_tester', unitTests],
  ['testing/integration_tester', integrationTests],
  ['deployment/devops_engineer', devopsFiles],
  ['deployment/deployment_integration_tester', deploymentCheckFiles],
  ['deployment/project_reviewer', reviewFiles],
]);

/** Who does alone what the others share. */
const SINGLE = 'requirements/single_developer';

/** The files that a persona contributes in a phase: none from a persona that blueprint doesn't know. */
export function filesOf(
  project: Project,
  persona: string,
  phase: string,
): readonly GeneratedFile[] {
  const part = `${phase}/${persona}`;
  if (part === SINGLE) return [...writers.values()].flatMap((write) => write(project));
  return writers.get(part)?.(project) ?? [];
}
