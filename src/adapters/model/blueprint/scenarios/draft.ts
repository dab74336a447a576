import type { ProjectEntity, Scenario, Step } from '../project.ts';

/** What kind of wish a scenario belongs to. */
export type Purpose = 'create' | 'find' | 'change' | 'delete' | 'rely';

/** A scenario before it gets its number. */
export interface ScenarioDraft extends Omit<Scenario, 'id'> {
  readonly purpose: Purpose;
}

/** Makes the scenarios of one kind for one entity: none, when the kind doesn't apply to it. */
export type ScenarioMaker = (
  entity: ProjectEntity,
  all: readonly ProjectEntity[],
) => readonly ScenarioDraft[];

/** A step, with the lines of JavaScript that do it. */
export function step(keyword: Step['keyword'], text: string, ...code: readonly string[]): Step {
  return { keyword, text, code };
}
