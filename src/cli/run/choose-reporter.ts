import type { MaestroClient } from '../../client/client.ts';
import type { Context } from '../context.ts';
import { jsonReporter } from './json-reporter.ts';
import { plainReporter } from './plain-reporter.ts';
import type { Reporter } from './reporter.ts';
import { usualDuration } from './usual-duration.ts';

export interface ReporterChoice {
  readonly json: boolean;
  /** The execution was there before: its past is not told again. */
  readonly attached: boolean;
}

/** JSON where it is asked for, a live display on a terminal, plain lines elsewhere. */
export const chooseReporter = async (
  context: Context,
  client: MaestroClient,
  { json, attached }: ReporterChoice,
): Promise<Reporter> => {
  if (json) return jsonReporter(context);
  if (!context.stdout.isTTY) return plainReporter(context, attached);
  const { liveReporter } = await import('./live-reporter.ts');
  return liveReporter(context, await usualDuration(client));
};
