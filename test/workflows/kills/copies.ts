/** Executions that differ in one number, so that a script can treat each in its own way. */
import { setTimeout as delay } from 'node:timers/promises';
import type { StartRequest } from '../../../src/client/index.ts';
import type { ExecutionId } from '../../../src/domain/session.ts';
import { NOTES } from '../../support/maestro.ts';
import type { Maestro } from '../../support/maestro.ts';

export interface Copy {
  readonly session: string;
  /** The end of its requirement, as in "Copy 3." */
  readonly number: number;
  readonly executionId: ExecutionId;
}

/** The run that makes eight calls. */
export const EIGHT_CALLS = 'requirement_analyst.requirements.1';

/** Every protocol in turn. */
const MODELS = ['anthropic:scripted', 'openai:scripted', 'openai-chat:scripted'] as const;

const admitted = async ({ client }: Maestro, session: string): Promise<ExecutionId> => {
  for (;;) {
    const { executionId } = await client.status(session).catch(() => ({ executionId: undefined }));
    if (executionId !== undefined) return executionId;
    await delay(50);
  }
};

/** Starts the copy with this number and waits until it is admitted. */
export const startCopy = async (
  maestro: Maestro,
  name: string,
  number: number,
  more: Partial<StartRequest> = {},
): Promise<Copy> => {
  const session = `${name}-${String(number)}`;
  await maestro.client.start({
    requirement: `${NOTES.requirement} Copy ${String(number)}.`,
    model: MODELS[number % MODELS.length] ?? MODELS[0],
    ...more,
    session,
  });
  return { session, number, executionId: await admitted(maestro, session) };
};

/** Starts copies 1 to `count`. */
export const startCopies = (
  maestro: Maestro,
  name: string,
  count: number,
  more: Partial<StartRequest> = {},
): Promise<readonly Copy[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) => startCopy(maestro, name, index + 1, more)),
  );

/** The trees with which they wait for approval. */
export const treesOf = (
  maestro: Maestro,
  copies: readonly Copy[],
): Promise<readonly (string | undefined)[]> =>
  Promise.all(
    copies.map(
      async ({ session }) =>
        (await maestro.untilStatus(session, 'awaiting_approval')).awaiting?.digest,
    ),
  );

export const cancelAll = async ({ client }: Maestro, copies: readonly Copy[]): Promise<void> => {
  await Promise.all(copies.map(({ session }) => client.cancel(session)));
};

/** By execution, as the accounts want them. */
export const numbersOf = (copies: readonly Copy[]): ReadonlyMap<ExecutionId, string> =>
  new Map(copies.map(({ executionId, number }) => [executionId, String(number)]));
