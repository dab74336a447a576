import { hasPassed } from './phase-row.ts';
import type { ExecutionView } from '../../domain/status.ts';
import { PHASES } from '../../domain/phases.ts';

const WIDTH = 30;

/** How far it is: phases that passed, and half of the one that is worked on. 0 to 1. */
export const progressOf = ({ phases, status }: ExecutionView): number => {
  if (status === 'completed') return 1;
  const passed = phases.filter(hasPassed).length;
  const begun = phases.some(({ state }) => state === 'running' || state === 'failing');
  return Math.min(1, (passed + (begun ? 0.5 : 0)) / PHASES.length);
};

/** `━━━━━━────`, of thirty columns. @param part 0 to 1. */
export const bar = (part: number): string => {
  const full = Math.round(part * WIDTH);
  return '━'.repeat(full) + '─'.repeat(WIDTH - full);
};
