import type { ProjectEntity, Story } from '../project.ts';
import type { Purpose } from './draft.ts';
import type { NumberedScenario } from './scenarios-of.ts';

interface Wish {
  readonly purpose: Purpose;
  readonly title: string;
  readonly want: string;
  readonly benefit: string;
}

function wishesAbout({ name, plural }: ProjectEntity): readonly Wish[] {
  return [
    {
      purpose: 'create',
      title: `Create ${plural}`,
      want: `to enter ${plural} and be told at once what is wrong with them`,
      benefit: 'what is kept is complete and correct',
    },
    {
      purpose: 'find',
      title: `Find ${plural}`,
      want: `to list, filter, search and read ${plural}`,
      benefit: `I find the ${name} that I am looking for`,
    },
    {
      purpose: 'change',
      title: `Change ${plural}`,
      want: `to correct ${plural} without undoing what others changed`,
      benefit: 'they stay up to date',
    },
    {
      purpose: 'delete',
      title: `Delete ${plural}`,
      want: `to delete ${plural} that nothing else needs`,
      benefit: 'the lists hold only what matters',
    },
  ];
}

const relying: Wish = {
  purpose: 'rely',
  title: 'Rely on the service',
  want: 'the service to answer clearly, to keep what it confirmed, and to start and stop cleanly',
  benefit: 'I can trust it with the records',
};

/** The user stories, each with the scenarios that show that it holds. */
export function storiesOf(
  entities: readonly ProjectEntity[],
  scenarios: readonly NumberedScenario[],
): readonly Story[] {
  const stories = [
    ...entities.flatMap((entity) =>
      wishesAbout(entity).map((wish) => ({ ...wish, entity: entity.name })),
    ),
    { ...relying, entity: undefined },
  ];
  return stories
    .map(({ purpose, entity, ...story }) => ({
      ...story,
      scenarios: scenarios.filter((each) => each.purpose === purpose && each.entity === entity),
    }))
    .filter((story) => story.scenarios.length > 0)
    .map((story, index) => ({ ...story, id: `US-${String(index + 1).padStart(2, '0')}` }));
}
