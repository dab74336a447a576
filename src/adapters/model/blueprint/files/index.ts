import type { GeneratedFile, Project } from '../project.ts';
import { acceptanceFiles } from './acceptance.ts';
import { backendFiles } from './backend.ts';
import { requirementsFiles } from './requirements.ts';

type Writer = (project: Project) => readonly GeneratedFile[];

const writers = new Map<string, Writer>([
  ['requirements/requirement_analyst', requirementsFiles],
  ['implementation/backend_developer', backendFiles],
  ['testing/qa_engineer', acceptanceFiles],
]);

/** The files that a persona contributes in a phase: none from a persona that blueprint doesn't know. */
export function filesOf(
  project: Project,
  persona: string,
  phase: string,
): readonly GeneratedFile[] {
  return writers.get(`${phase}/${persona}`)?.(project) ?? [];
}
