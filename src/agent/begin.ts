import type { Attempt } from './attempt.ts';
import type { Messages } from './dialogue-state.ts';
import { EDITIONS } from './edition.ts';
import type { Edition } from './edition.ts';
import { openingMessages } from './prompt/task.ts';
import { identify, requestOf } from './request.ts';
import type { RequestFrame } from './request.ts';
import type { RunTask } from './run-task.ts';

/** What a run is told first, and what stays the same in all of its requests. */
export interface Beginning {
  readonly opening: Messages;
  readonly frame: RequestFrame;
}

const beginIn = async (
  edition: Edition,
  task: RunTask,
  { tools, maestro }: Attempt,
): Promise<Beginning> => ({
  opening: await openingMessages(task, tools.files, tools.reach, edition),
  frame: {
    edition,
    temperature: task.models[0].temperature,
    maxOutputTokens: task.limits.outputTokens,
    maestro,
  },
});

/**
 * How a run begins: in the newest edition or, once it has an answer, in the one that it was asked
 * in. Where none fits, something else has changed, which the replay tells.
 */
export const begin = async (task: RunTask, attempt: Attempt): Promise<Beginning> => {
  const [first] = attempt.known;
  const [newest, ...older] = EDITIONS;
  const beginning = await beginIn(newest, task, attempt);
  if (first === undefined) return beginning;
  const fits = ({ opening, frame }: Beginning): boolean =>
    identify(requestOf(first.model, opening, frame)).digest === first.requestDigest;
  if (fits(beginning)) return beginning;
  for (const edition of older) {
    const before = await beginIn(edition, task, attempt);
    if (fits(before)) return before;
  }
  return beginning;
};
