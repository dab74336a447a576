import type { MaestroClient } from '../../client/client.ts';

/** Executions that it takes to say anything about the next one, and those that are looked at. */
const ENOUGH = 3;
const LOOKED_AT = 20;

/** The median duration of executions that completed lately, in ms, if there are enough of them. */
export const usualDuration = async (client: MaestroClient): Promise<number | undefined> => {
  try {
    const rows = await client.list({ status: 'completed', limit: LOOKED_AT });
    const durations = rows
      .map(({ startedAt, endedAt }) => (endedAt ?? startedAt).getTime() - startedAt.getTime())
      .sort((a, b) => a - b);
    return durations.length < ENOUGH ? undefined : durations[Math.floor(durations.length / 2)];
  } catch {
    return undefined; // An estimate is not worth an error.
  }
};
