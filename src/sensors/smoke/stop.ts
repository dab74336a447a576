import type { SandboxService } from '../../ports/sandbox.ts';
import { LINGERER } from './launch.ts';
import { checkOf, failed, ownerOf, together } from './outcome.ts';
import type { Outcome, Smoke } from './outcome.ts';
import { checkStop, GRACE_MS } from './steps.ts';

const LOOK_MS = 25;

/** What starts others, and ends with what it started. */
const STARTERS = /^(sh|dash|bash|npm|npx|yarn|pnpm)\b/;

/** Looks at what runs, until told to stop. @returns what was there last, once the command had ended. */
const watchLeft = (service: SandboxService): (() => readonly string[] | undefined) => {
  let last: readonly string[] | undefined;
  const timer = setInterval(() => {
    const names = service.running();
    const at = names.indexOf(LINGERER);
    if (at >= 0) last = names.filter((name, index) => index !== at && !STARTERS.test(name));
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return last;
  };
};

const checkLeft = (smoke: Smoke, left: readonly string[]): Outcome => {
  const expected = 'no process left, and with them no open port';
  const what = 'after the stop';
  if (left.length === 0) return checkOf(what, expected, expected);
  const actual = [...new Set(left)].join(', ');
  const message = `The service ends at SIGTERM and leaves what it started running (${actual}): end that first.`;
  return failed('smoke.left', ownerOf(smoke), [what, expected, actual], message, smoke.main);
};

/** Asks the service to end, and looks at how it does, and at what it leaves. */
export const stopAndCheck = async (smoke: Smoke): Promise<Outcome> => {
  const look = watchLeft(smoke.service);
  try {
    const stopped = checkStop(smoke, await smoke.service.stop(GRACE_MS));
    const left = look();
    return left === undefined ? stopped : together(stopped, checkLeft(smoke, left));
  } finally {
    look();
  }
};
