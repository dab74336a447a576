import { grouped } from './grouped.ts';
import { turned } from './project.ts';
import type { Edit, Operator, Project } from './project.ts';

/** An operator on a project. */
export interface Case {
  readonly operator: Operator;
  readonly project: Project;
}

/** Places that are tried until an oracle sees a difference. */
export const TRIES = 5;

/** What an operator may do to a project, the first to be taken first; drawn by both names. */
export const candidates = ({ operator, project }: Case): readonly Edit[] =>
  turned(operator.edits(project), `${operator.name} ${project.name}`).slice(0, TRIES);

const isGood = ({ known }: Project): boolean => known.kind === 'good';

/** The first of each list, then the second of each, and so on. */
const inTurns = <T>(lists: readonly (readonly T[])[]): readonly T[] => {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => at).flatMap((at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  );
};

/**
 * Each operator on one good project of each family and language it applies to, in turn, so that
 * every project is degraded in many ways; on every project when asked for. A run that is cut off has
 * tried every operator before it tries one on a second project.
 */
export const casesOf = (
  projects: readonly Project[],
  operators: readonly Operator[],
  every: boolean,
): readonly Case[] =>
  inTurns(
    operators.map((operator, at) => {
      const fitting = projects.filter(
        (project) => isGood(project) && operator.edits(project).length > 0,
      );
      if (every) return fitting.map((project) => ({ operator, project }));
      const kinds = grouped(fitting, ({ family, language }) => `${family} ${language}`);
      const chosen = [...kinds.values()].flatMap((group) => {
        const project = group[at % group.length];
        return project === undefined ? [] : [{ operator, project }];
      });
      return turned(chosen, operator.name);
    }),
  );
