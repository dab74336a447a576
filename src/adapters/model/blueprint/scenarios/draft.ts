import { literal } from '../text/js-literal.ts';
import type { Field, ProjectEntity, Scenario, Step } from '../project.ts';

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

/** A scenario for each kind of record that refers to the entity, by the field that does. */
export const perChild =
  (
    draft: (parent: ProjectEntity, child: ProjectEntity, reference: Field) => ScenarioDraft,
  ): ScenarioMaker =>
  (parent, all) =>
    all.flatMap((child) => {
      const reference = child.fields.find((field) => field.to === parent.name);
      return reference === undefined ? [] : [draft(parent, child, reference)];
    });

/** A step, with the lines of JavaScript that do it. */
export function step(keyword: Step['keyword'], text: string, ...code: readonly string[]): Step {
  return { keyword, text, code };
}

/** `const x = await create(service, 'task', { … });`, without the name where nobody asks for it. */
export const creation = (
  variable: string,
  name: string,
  changes?: string,
  service = 'service',
): string => {
  const call = `await create(${service}, ${literal(name)}${changes === undefined ? '' : `, ${changes}`});`;
  return variable === '' ? call : `const ${variable} = ${call}`;
};
