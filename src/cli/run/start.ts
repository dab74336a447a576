import type { MaestroClient } from '../../client/client.ts';
import type { StartRequest } from '../../client/start.ts';
import type { StackConnection } from '../../stack/index.ts';
import type { Context } from '../context.ts';
import { commandLine } from '../../config/command.ts';
import { line, span } from '../display/line.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { followThrough } from './attach.ts';

export interface StartRun {
  readonly out: string;
  readonly json: boolean;
  readonly detach: boolean;
}

/** Where Temporal's Web UI shows an execution; nothing for a server whose UI is not known. */
export const webUrl = (
  { uiUrl, namespace }: Pick<StackConnection, 'uiUrl' | 'namespace'>,
  session: string,
): string | undefined =>
  uiUrl === undefined ? undefined : `${uiUrl}/namespaces/${namespace}/workflows/${session}`;

/** Starts an execution, or attaches to the same one, and follows it. */
export const startRun = async (
  context: Context,
  client: MaestroClient,
  stack: StackConnection,
  request: StartRequest,
  { out, json, detach }: StartRun,
): Promise<ExitCode> => {
  const { session, attached, requirement } = await client.start(request);
  const url = webUrl(stack, session);
  if (json) {
    context.json({ event: 'started', session, attached, requirement, ...(url && { url }) });
  } else {
    context.out(line(attached ? 'Following ' : 'Started ', span(session, 'bold')));
    if (url !== undefined) context.out(line('Temporal Web UI: ', span(url, 'cyan')));
  }
  if (!detach) return followThrough(context, client, session, { out, json, attached });
  if (!json) {
    context.out(line('Watch it with ', span(commandLine(`watch ${session}`), 'bold')));
    context.out(line('Its files:    ', span(commandLine(`export ${session}`), 'bold')));
  }
  return EXIT.completed;
};
