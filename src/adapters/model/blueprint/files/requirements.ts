import type { GeneratedFile, Project, Story } from '../project.ts';
import { meaningOf } from './describe.ts';
import { bullets, code, document, quote, WRITTEN_BY } from '../text/markdown.ts';
import { feature } from '../text/gherkin.ts';
import { sentenceCase } from '../plan/naming.ts';

function story({ id, title, want, benefit, scenarios }: Story): string {
  return document(
    `### ${id} ${title}`,
    `As a user, I want ${want}, so that ${benefit}.`,
    `Accepted when: ${scenarios.map((scenario) => scenario.id).join(', ')}.`,
  ).trim();
}

function inScope(project: Project): string {
  return bullets(
    project.entities.map(({ plural, fields }) => {
      const parts = fields.map((field) => {
        const required = field.required ? ', required' : '';
        return `${code(field.name)} (${meaningOf(field)}${required})`;
      });
      return `${sentenceCase(plural)}: ${parts.join('; ')}.`;
    }),
  );
}

function criteria(project: Project): string {
  return bullets(
    project.stories.flatMap(({ id, scenarios }) =>
      scenarios.map((scenario) => `${scenario.id} (${id}): ${scenario.title}.`),
    ),
  );
}

const outOfScope = [
  'Whatever the requirement asks for beyond keeping these records: calculations, workflows, notifications, reports. blueprint does not build it.',
  'Accounts, sign-in and permissions.',
  'Several instances of the service on the same data.',
  'E-mail, payment and any other outside system.',
];

const nonFunctional = [
  'NFR-1 Durability: a change is confirmed only when it is synced to the disk, and survives `kill -9`.',
  'NFR-2 Clear errors: every refusal is problem+json and names each field that is wrong.',
  'NFR-3 Bounded input: a body has at most 100 KiB, a list at most 100 records a page.',
  'NFR-4 No dependencies: the service needs Node.js 20.11 or later, and nothing else.',
  'NFR-5 Safe page: it loads nothing from elsewhere, shows data as text only, and works by keyboard.',
  'NFR-6 Operation: health check, one JSON log line a request without bodies, a stop within seconds of SIGTERM.',
];

/** The requirement analyst's files. */
export function requirementsFiles(project: Project): readonly GeneratedFile[] {
  const content = document(
    `# ${project.title}: requirements`,
    `The requirement, as it was given; the rest of this document was ${WRITTEN_BY}.`,
    quote(project.requirement),
    '## Scope',
    'The service keeps these records, over a REST API and on a web page:',
    inScope(project),
    'Not part of it:',
    bullets(outOfScope),
    '## User stories',
    ...project.stories.map(story),
    '## Acceptance criteria',
    'Each is a scenario in `requirements/scenarios.feature`, and a test of the same name.',
    criteria(project),
    '## Non-functional requirements',
    bullets(nonFunctional),
    '## Assumptions',
    'The requirement does not say these; change it if one is wrong.',
    bullets(project.assumptions),
  );
  return [
    { path: 'requirements/requirements.md', content },
    { path: 'requirements/scenarios.feature', content: feature(project) },
  ];
}
