/** The state in the supervisor's memory, and the file that follows it. */
import { readState, writeState } from './state.ts';
import type { PartState, StackState } from './state.ts';

/** A state whose every change is written. */
export interface TrackedState {
  readonly set: (change: Partial<StackState>) => void;
  readonly setPart: (name: string, part: PartState) => void;
  /** Writes the file again if somebody damaged or removed it. */
  readonly heal: () => void;
}

/** Writes the state now, and again with each change. */
export function trackState(file: string, initial: StackState): TrackedState {
  let state = initial;
  const set = (change: Partial<StackState>): void => {
    state = { ...state, ...change };
    writeState(file, state);
  };
  set({});
  return {
    set,
    setPart: (name, part) => {
      set({ parts: { ...state.parts, [name]: part } });
    },
    heal: () => {
      if (readState(file)?.supervisor.pid !== state.supervisor.pid) set({});
    },
  };
}
