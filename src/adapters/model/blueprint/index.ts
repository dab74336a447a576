export { checkRequirement } from './check-requirement.ts';
export { BlueprintContextMissing } from './context.ts';
export { createBlueprint } from './create-blueprint.ts';
export { filesOf } from './files/index.ts';
export { planProject } from './plan/plan-project.ts';
export type { GeneratedFile, Project } from './project.ts';
