import type { Contracts } from '../domain/promised.ts';
import { parseRequirement, REQUIREMENT_MAX } from '../domain/requirement.ts';
import type { Requirement } from '../domain/requirement.ts';
import type { Oddity } from '../ports/sandbox.ts';
import { lookAtFolder, takeInFolder } from './connect-import.ts';
import type { TakenIn } from './connect-import.ts';
import { InvalidInput } from './errors.ts';
import type { Services } from './services.ts';
import { start } from './start.ts';
import type { Started, StartRequest } from './start.ts';

/** A project to mend, and how. */
export interface RemediationRequest extends Omit<StartRequest, 'importedTree' | 'requirement'> {
  /** The project's folder; nothing in it is changed. */
  readonly dir: string;
  /** What the project is for; what its README says when absent. */
  readonly requirement?: string;
  /** Whose contracts it is held to; `auto` when absent. */
  readonly contracts?: Contracts;
}

export interface RemediationStarted extends Started {
  /** Files that were taken in. */
  readonly files: number;
  /** Where the requirement comes from: the request, or a file of the project. */
  readonly requirementFrom: string;
  /** What should not be in a project; what of it is no plain file was not taken in. */
  readonly oddities: readonly Oddity[];
  /** Folders that are no part of a project, such as installed packages. */
  readonly leftOut: readonly string[];
}

const NONE = 'It has no README that says what it is for: give a requirement.';

/** What a project says itself that it is for. @throws InvalidInput when it says nothing usable. */
const requirementOf = ({ readme }: Pick<TakenIn, 'readme'>): Requirement => {
  if (readme === undefined) throw new InvalidInput(NONE);
  const said = `What the project's ${readme.path} says of it:\n\n${readme.text.trim()}`;
  const read = parseRequirement(said.slice(0, REQUIREMENT_MAX));
  if (readme.text.trim() === '' || !read.ok) {
    throw new InvalidInput(`${NONE}${read.ok ? '' : ` (${readme.path}: ${read.problem})`}`);
  }
  return read.value;
};

/** What a project in a folder says that it is for. @throws ProjectUnreadable, InvalidInput */
export const requirementOfFolder = async (dir: string): Promise<Requirement> =>
  requirementOf(await lookAtFolder(dir));

/**
 * Takes a project in and starts an execution that mends it, or attaches to the one that has the
 * same session, requirement and project.
 * @throws ProjectUnreadable, InvalidInput, SessionTaken, NotConfigured, NotReachable
 */
export const remediate = async (
  services: Services,
  { dir, requirement, ...request }: RemediationRequest,
): Promise<RemediationStarted> => {
  const taken = await takeInFolder(dir, await services.objects());
  const started = await start(services, {
    ...request,
    requirement: requirement ?? requirementOf(taken),
    importedTree: taken.tree,
  });
  return {
    ...started,
    files: taken.files,
    requirementFrom: requirement === undefined ? (taken.readme?.path ?? '') : 'the request',
    oddities: taken.oddities,
    leftOut: taken.leftOut,
  };
};
