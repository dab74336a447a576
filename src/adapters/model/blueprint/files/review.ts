import type { GeneratedFile, Project } from '../project.ts';
import { bullets, document, table, WRITTEN_BY } from '../text/markdown.ts';

const findings = [
  [
    'high',
    'There is no sign-in',
    'Add it, or a proxy that does it, before others can reach the service.',
  ],
  [
    'medium',
    'Records and indexes are held in memory',
    'Move to a database when they come near the memory of the machine.',
  ],
  ['medium', 'One process only', 'Accept the seconds of a restart, or move to a database.'],
  ['low', 'Requests are not rate-limited', 'Leave it to the proxy.'],
  [
    'low',
    'The web page has no automatic tests',
    'Try it by hand after a change; the API under it is tested.',
  ],
];

/** The project reviewer's files. */
export function reviewFiles(project: Project): readonly GeneratedFile[] {
  const { entities, stories, scenarios, assumptions } = project;
  const content = document(
    `# ${project.title}: review`,
    `This review was ${WRITTEN_BY}: it lists the known limits of what blueprint writes. Nobody has read the code for it.`,
    '## Summary',
    table(
      ['what', 'count'],
      [
        ['entities', String(entities.length)],
        ['user stories', String(stories.length)],
        ['scenarios, each with a test', String(scenarios.length)],
        ['assumptions', String(assumptions.length)],
      ],
    ),
    '## Findings',
    table(['weight', 'finding', 'advice'], findings),
    '## To be confirmed by whoever asked for it',
    bullets(assumptions),
  );
  return [{ path: 'docs/review.md', content }];
}
