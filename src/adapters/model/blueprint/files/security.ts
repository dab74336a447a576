import type { Field, GeneratedFile, Project, ProjectEntity } from '../project.ts';
import { bullets, code, document, table, WRITTEN_BY } from '../text/markdown.ts';

const threats = [
  [
    'Somebody on the network reads or changes records',
    'the service listens on 127.0.0.1 unless `HOST` says otherwise',
    '**open**: there is no sign-in; put a proxy that checks identity before it',
  ],
  [
    'A record with markup runs code in the page',
    'values become text nodes; the content security policy allows own files only; web addresses must be http or https',
    'closed',
  ],
  [
    'Another website makes the browser send requests',
    'bodies must be `application/json`, which a foreign page can’t send without permission, and none is given',
    'closed, but for DNS rebinding: a proxy should check the `Host` header',
  ],
  [
    'A huge or endless request',
    'at most 100 KiB a body, 30 s a request, 100 records a page',
    'closed; the number of requests is not limited',
  ],
  [
    'Odd names such as `__proto__`',
    'unknown fields are refused; look-ups use maps and own properties',
    'closed',
  ],
  [
    'A path that leaves the folder of the page',
    'the files are read once at the start, and looked up by name',
    'closed',
  ],
  ['Personal data in logs', 'neither bodies nor query strings are logged', 'closed'],
  [
    'Somebody reads the disk',
    'records are plain text in the data directory',
    '**open**: encrypt the volume',
  ],
];

const PERSONAL = /phone|address|birth|salary|ssn|passport|diagnosis|(first|last|full|sur)_?name/;

/** A name is that of a person where an e-mail address or the like stands beside it. */
function personalFields({ fields }: ProjectEntity): readonly Field[] {
  const found = fields.filter((field) => field.type === 'email' || PERSONAL.test(field.name));
  return found.length === 0
    ? []
    : fields.filter((field) => field.name === 'name' || found.includes(field));
}

function personalData(project: Project): string {
  const found = project.entities.flatMap((entity) =>
    personalFields(entity).map((field) => `${entity.name}: ${code(field.name)}`),
  );
  if (found.length === 0) return 'By their names, no fields seem to hold personal data.';
  return document('By their names, these fields may hold personal data:', bullets(found)).trim();
}

/** The security specialist's files. */
export function securityFiles(project: Project): readonly GeneratedFile[] {
  const content = document(
    `# ${project.title}: security`,
    `This document was ${WRITTEN_BY}: it says what the code does, and does not replace a review.`,
    '## Threats',
    bullets(threats.map(([threat = ''], index) => `T-${String(index + 1)} ${threat}.`)),
    '## Measures',
    table(
      ['threat', 'measure', 'state'],
      threats.map(([, ...rest], index) => [`T-${String(index + 1)}`, ...rest]),
    ),
    '## Personal data',
    personalData(project),
    '## Before it leaves a trusted network',
    bullets([
      'Put a reverse proxy before it that terminates TLS, checks identity and limits the rate.',
      'Restrict the data directory to the service’s user, and encrypt its volume and its backups.',
      'Decide how long records and backups are kept.',
    ]),
  );
  return [{ path: 'design/security.md', content }];
}
