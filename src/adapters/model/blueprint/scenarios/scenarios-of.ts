import type { ProjectEntity } from '../project.ts';
import { changing } from './changing.ts';
import { creating } from './creating.ts';
import { deleting } from './deleting.ts';
import type { Purpose, ScenarioDraft } from './draft.ts';
import { step } from './draft.ts';
import { finding } from './finding.ts';
import { relying } from './relying.ts';
import type { Scenario } from '../project.ts';

/** A scenario with what its story is told from. */
export interface NumberedScenario extends Scenario {
  readonly purpose: Purpose;
}

/** What every scenario begins with that needs nothing else. */
const running = step('Given', 'the service is running');

const makers = [...creating, ...finding, ...changing, ...deleting];

function draftsOf(entities: readonly ProjectEntity[]): readonly ScenarioDraft[] {
  const [root] = entities;
  const perEntity = entities.flatMap((entity) =>
    makers.flatMap((make) =>
      make(entity, entities).map((draft) => ({ ...draft, entity: entity.name })),
    ),
  );
  return root === undefined ? perEntity : [...perEntity, ...relying(root)];
}

/** Every scenario of the product, numbered in the order of the entities. */
export function scenariosOf(entities: readonly ProjectEntity[]): readonly NumberedScenario[] {
  return draftsOf(entities).map((draft, index) => ({
    ...draft,
    steps: draft.steps[0]?.keyword === 'Given' ? draft.steps : [running, ...draft.steps],
    id: `SC-${String(index + 1).padStart(3, '0')}`,
  }));
}
