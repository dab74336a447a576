import { EXIT } from '../exit-codes.ts';

/** Ctrl-C, as a command that follows an execution takes it. */
export interface Interrupt {
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Signals this close together are one Ctrl-C, sent to us and to who started us, who passes it on. */
const ECHO_MS = 500;

/**
 * The first interrupt aborts the signal, so that the command can say how to come back; another one
 * later ends the process. The execution knows nothing of either.
 * @param also aborts as well, for example when nobody reads the output any more.
 */
export const onInterrupt = (also: AbortSignal): Interrupt => {
  const controller = new AbortController();
  let first: number | undefined;
  const handler = (): void => {
    if (first !== undefined && performance.now() - first > ECHO_MS) process.exit(EXIT.detached);
    first ??= performance.now();
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, handler);
  return {
    signal: AbortSignal.any([controller.signal, also]),
    dispose: () => {
      for (const name of signals) process.off(name, handler);
    },
  };
};
