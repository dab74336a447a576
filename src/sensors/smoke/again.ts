import type { SandboxResult } from '../../ports/sandbox.ts';
import { endOf } from '../command.ts';
import type { Made } from './exchange.ts';
import { saysItKeepsNothing } from './keeps.ts';
import { isUp, launch } from './launch.ts';
import { atFault, checkOf, failed, ownerOf, together, wordsOf } from './outcome.ts';
import type { Outcome, Smoke } from './outcome.ts';
import { checkKept } from './steps.ts';

/** What came of another start; `note` where something was left out, and why. */
export interface Restarted {
  readonly outcome: Outcome;
  readonly note: string;
}

const notAgain = (smoke: Smoke, ended: SandboxResult | undefined): Outcome => {
  const actual = ended === undefined ? 'no answer' : endOf(ended);
  const message = `Once it has been stopped, "${smoke.step.command}" does not start again in the same folder, on the same port: ${actual}. ${wordsOf(smoke)}`;
  const seen = ['start again', 'a service that answers', actual] as const;
  return failed('smoke.restart', ownerOf(smoke), seen, message, atFault(smoke));
};

/** Starts a product that was stopped once more, where it ran, and looks for what was written. */
export const checkAgain = async (before: Smoke, made: Made | undefined): Promise<Restarted> => {
  const again = await launch(before.ctx, before, before.dir, { port: before.port });
  try {
    const up = await isUp(again);
    if (up !== true) return { outcome: notAgain(again, up.ended), note: '' };
    const started = checkOf('start again', 'a service that answers', 'a service that answers');
    if (made === undefined) return { outcome: started, note: '; nothing had been written' };
    const document = await saysItKeepsNothing(before.ctx);
    return document === undefined
      ? { outcome: together(started, await checkKept(again, made)), note: '' }
      : {
          outcome: started,
          note: `; data not looked for, since ${document} says that none is kept`,
        };
  } finally {
    await again.service.stop(0).catch(() => undefined);
  }
};
