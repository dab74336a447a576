import type { Oddity, Sandbox, SandboxResult, SandboxService } from '../../ports/sandbox.ts';

/** A sandbox that keeps in mind what its runs left behind that should not be there. */
export interface Watched {
  readonly sandbox: Sandbox | undefined;
  /** Each once, in the order in which they were seen. */
  readonly left: () => readonly Oddity[];
}

/** Passes everything on, and notes the oddities of each result. */
export const watchSandbox = (sandbox: Sandbox | undefined): Watched => {
  const seen = new Map<string, Oddity>();
  const note = (result: SandboxResult): SandboxResult => {
    for (const oddity of result.oddities ?? []) seen.set(`${oddity.kind} ${oddity.path}`, oddity);
    return result;
  };
  const watchService = (service: SandboxService): SandboxService => ({
    ...service,
    stop: async (graceMs) => note(await service.stop(graceMs)),
  });
  const left = (): readonly Oddity[] => [...seen.values()];
  if (sandbox === undefined) return { sandbox, left };
  return {
    left,
    sandbox: {
      ...sandbox,
      run: async (command) => note(await sandbox.run(command)),
      serve: async (command) => watchService(await sandbox.serve(command)),
    },
  };
};
