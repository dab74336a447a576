import type { MaestroClient } from '../../client/client.ts';
import { hasEnded, waitsForPerson } from '../../client/view.ts';
import type { ResumeOptions } from '../../client/steer.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { asksForDecision, followThrough } from './attach.ts';
import { finish } from './finish.ts';
import { untilLifted } from './follow.ts';

export interface ResumeRun extends ResumeOptions {
  readonly out: string;
  readonly json: boolean;
}

/** Follows an execution that exists, and lifts what it waits for where that needs no decision. */
export const resumeRun = async (
  context: Context,
  client: MaestroClient,
  session: string,
  { out, json, iterations, model }: ResumeRun,
): Promise<ExitCode> => {
  const view = await client.status(session);
  const given = iterations !== undefined || model !== undefined;
  if (hasEnded(view.status)) {
    context.say(
      `The execution "${session}" has ended (${view.status}); there is nothing to resume.`,
    );
    return finish(context, client, view, { out, json, shown: false });
  }
  const lifts = given && view.status === 'blocked';
  if (asksForDecision(view) && !lifts) {
    await finish(context, client, view, { out, json, shown: false });
    return EXIT.waiting;
  }
  if (waitsForPerson(view.status) || view.status === 'pausing') {
    const options = {
      ...(iterations === undefined ? {} : { iterations }),
      ...(model === undefined ? {} : { model }),
    };
    context.say((await client.resume(session, options)).message);
    await untilLifted(client, session);
  } else if (given) {
    context.say(`"${session}" is running; iterations and model are taken when it waits.`);
  }
  return followThrough(context, client, session, { out, json, attached: true });
};
