import { fileURLToPath } from 'node:url';
import { NOTES } from '../../test/support/maestro.ts';
import type { Maestro } from '../../test/support/maestro.ts';
import { readHistory } from './history.ts';

/** What one persona run takes here: one model call that is answered after this, in ms. */
export const RUN_MS = 2_000;

/** Two personas that work in the first phase beside its own one. */
export const PERSONA_FOLDER = fileURLToPath(new URL('personas/', import.meta.url));

const script = { module: fileURLToPath(new URL('one-step.mjs', import.meta.url)) };

/** How long a team of three takes from its entry gate to its merged tree, in ms. */
export const threeAtOnce = async (maestro: Maestro, session: string): Promise<number> => {
  const { client, model, temporal } = maestro;
  await model.play({ ...script, options: { delayMs: RUN_MS } });
  await client.start({ ...NOTES, session });
  await maestro.until(session, 'judged', ({ phases }) => phases[0]?.verdict !== undefined);
  await client.cancel(session);
  await client.result(session).catch(() => undefined);
  const { activities } = await readHistory(temporal.workflow.getHandle(session));
  const runs = activities.filter(({ type }) => type === 'runPersona');
  const entry = activities.find(({ type }) => type === 'enterPhase');
  const merge = activities.find(({ type }) => type === 'mergeTeam');
  if (entry === undefined || merge === undefined || runs.length !== 3) {
    throw new Error(`${session} had ${String(runs.length)} persona runs instead of three.`);
  }
  return merge.to - entry.to;
};
