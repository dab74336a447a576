import { leftIn } from './left.ts';
import type { Doubt, ProcessRan, Ran } from './ran.ts';

/** Told of one kind; more doubts make nothing less credible. */
const DOUBTS = 20;

/**
 * What a run left, a file for each of its processes.
 * @param fits the names of such files. @param read is given the text of one, and tells its doubts.
 */
export const processesIn = async (
  dir: string,
  fits: RegExp,
  read: (text: string, doubt: (found: Doubt) => void) => ProcessRan,
): Promise<Ran> => {
  const doubts: Doubt[] = [];
  const doubt = (found: Doubt): void => {
    if (doubts.length < DOUBTS) doubts.push(found);
  };
  const processes: ProcessRan[] = [];
  for await (const { text } of leftIn(dir, fits, doubt)) processes.push(read(text, doubt));
  return { processes, doubts };
};
