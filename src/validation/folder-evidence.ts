import type { Digest } from '../domain/digest.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import type { PersonaId } from '../domain/persona.ts';
import { parseTreePath } from '../domain/tree.ts';
import type { ImportedProject } from '../ports/projects.ts';
import type { Oddity } from '../ports/sandbox.ts';

interface Meaning {
  readonly severity: 'error' | 'warning';
  readonly what: string;
  readonly todo: string;
}

const MEANINGS: Readonly<Record<Oddity['kind'], Meaning>> = {
  link_out: {
    severity: 'error',
    what: 'a link that leads out of the project',
    todo: 'Put the file itself into the project.',
  },
  hard_link: {
    severity: 'warning',
    what: 'a file that also has another name',
    todo: 'Copy it, so that nothing outside of the project changes it.',
  },
  device: { severity: 'error', what: 'a device', todo: 'Remove it.' },
  pipe: { severity: 'error', what: 'a pipe', todo: 'Remove it.' },
  socket: { severity: 'error', what: 'a socket', todo: 'Remove it.' },
  setuid: {
    severity: 'error',
    what: 'a file that runs with the rights of its owner',
    todo: 'Take its setuid and setgid bits away.',
  },
  sparse: {
    severity: 'error',
    what: 'a file with more size than content',
    todo: 'Write it anew or remove it.',
  },
  large: {
    severity: 'warning',
    what: 'a very large file',
    todo: 'Keep it outside of the project; it was not looked at.',
  },
  name: {
    severity: 'warning',
    what: 'a name that not every tool can work with',
    todo: 'Give it a short name without control characters.',
  },
  deep: { severity: 'warning', what: 'a very deep folder', todo: 'It was not looked into.' },
  many: {
    severity: 'error',
    what: 'more files or bytes than are looked at',
    todo: 'Judge a part of it, or remove what was generated.',
  },
  unreadable: {
    severity: 'error',
    what: 'something that may not be read',
    todo: 'Give whoever judges it the right to read.',
  },
};

const findingOf = ({ kind, path: name }: Oddity, owner: PersonaId): Finding => {
  const path = parseTreePath(name);
  const { severity, what, todo } = MEANINGS[kind];
  return {
    severity,
    rule: `tree.${kind}`,
    ...(path.ok ? { path: path.value } : {}),
    expected: 'plain files and folders',
    actual: what,
    message: `"${name}" is ${what}. ${todo}`,
    owner,
  };
};

/** What the folder of a project is like on disk, which its tree does not show any more. */
export const folderEvidence = (
  { tree, oddities }: ImportedProject,
  digest: Digest,
  owner: PersonaId,
): Evidence => {
  const findings = oddities.map((oddity) => findingOf(oddity, owner));
  const checked = Math.max(1, tree.size, findings.length);
  return {
    sensor: 'tree',
    outcome: 'measured',
    note: `${String(tree.size)} files, read without following links`,
    checked,
    held: checked - findings.length,
    tree: digest,
    ms: 0,
    findings,
  };
};
