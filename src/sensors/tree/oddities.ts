import type { Finding } from '../../domain/finding.ts';
import { parseTreePath } from '../../domain/tree.ts';
import type { Oddity } from '../../ports/sandbox.ts';
import type { SenseContext } from '../sensor.ts';

interface Meaning {
  /** In a tree that comes from a folder. */
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

/** What a run leaves is thrown away with its folder; of these a product has no honest use. */
const SUSPECT: readonly Oddity['kind'][] = ['device', 'setuid'];

const place = (
  { producerOf, team, tree }: SenseContext,
  name: string,
): Pick<Finding, 'owner'> & Partial<Pick<Finding, 'path'>> => {
  const path = parseTreePath(name);
  const [some] = tree.keys();
  if (path.ok) return { path: path.value, owner: producerOf(path.value) };
  const last = some === undefined ? team.at(-1)?.persona.id : producerOf(some);
  if (last === undefined) throw new TypeError('A tree without a file and a team has no owner.');
  return { owner: last };
};

/** About something in the folder that a tree was made from, which the tree does not show. */
export const importedFinding = (ctx: SenseContext, { kind, path: name }: Oddity): Finding => {
  const { severity, what, todo } = MEANINGS[kind];
  return {
    severity,
    rule: `tree.${kind}`,
    ...place(ctx, name),
    expected: 'plain files and folders',
    actual: what,
    message: `"${name}" is ${what}. ${todo}`,
  };
};

/** About something that commands of the product made while they were measured. */
export const leftFinding = (ctx: SenseContext, { kind, path: name }: Oddity): Finding => {
  const { what } = MEANINGS[kind];
  return {
    severity: SUSPECT.includes(kind) ? 'error' : 'warning',
    rule: 'tree.left_behind',
    ...place(ctx, name),
    expected: 'plain files and folders after each command',
    actual: `${what}: ${name}`,
    message: `Installing, building, testing or starting the product left "${name}" behind, ${what}; have it make plain files only.`,
  };
};
