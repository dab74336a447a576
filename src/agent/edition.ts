/**
 * What a run is told of its tools and of the rules of the house. A request is known by its digest,
 * so a run that has an answer keeps to what it was told when it began: told anything else, that
 * answer would be to another request, and the run could not go on. New runs get the newest.
 *
 * `first`: no tool that removes files, and no word of the packages that commands see.
 */
export type Edition = 'first' | 'second';

/** Newest first. */
export const EDITIONS = ['second', 'first'] as const satisfies readonly Edition[];
