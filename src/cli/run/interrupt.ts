import { EXIT } from '../exit-codes.ts';

/** Ctrl-C, as a command that follows an execution takes it. */
export interface Interrupt {
  readonly signal: AbortSignal;
  dispose(): void;
}

/**
 * The first interrupt aborts the signal, so that the command can say how to come back; the second
 * ends the process. The execution knows nothing of either.
 * @param also aborts as well, for example when nobody reads the output any more.
 */
export const onInterrupt = (also: AbortSignal): Interrupt => {
  const controller = new AbortController();
  const handler = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.detached);
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
