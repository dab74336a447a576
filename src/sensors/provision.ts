import type { Sandbox, SandboxCommand, Shown } from '../ports/sandbox.ts';

type Variables = Readonly<Record<string, string>>;

/** What a product needs beside its own files, to be seen by its commands. */
export interface Provision {
  readonly shows: readonly Shown[];
  /** Variables that lead to it; a command's own go before them. */
  readonly env: Variables;
}

export interface Provided {
  readonly sandbox: Sandbox | undefined;
  /** Is in force for what is started later. */
  readonly provide: (provision: Provision) => void;
}

/** Lists of folders: what a command adds comes before what is provided. */
const PATHS = ['PYTHONPATH', 'NODE_PATH'];

const joined = (given: Variables, own: Variables): Variables => {
  const lists = PATHS.flatMap((name) => {
    const parts = [own[name], given[name]].filter((part) => part !== undefined);
    return parts.length === 0 ? [] : [[name, parts.join(':')] as const];
  });
  return { ...given, ...own, ...Object.fromEntries(lists) };
};

/** A sandbox that shows to each command what was provided by then. */
export const providing = (sandbox: Sandbox | undefined): Provided => {
  let given: Provision = { shows: [], env: {} };
  const provide = (provision: Provision): void => {
    given = provision;
  };
  const equipped = <T extends SandboxCommand>(command: T): T => ({
    ...command,
    env: joined(given.env, command.env ?? {}),
    shows: [...given.shows, ...(command.shows ?? [])],
  });
  if (sandbox === undefined) return { sandbox, provide };
  return {
    provide,
    sandbox: {
      ...sandbox,
      run: (command) => sandbox.run(equipped(command)),
      serve: (command) => sandbox.serve(equipped(command)),
    },
  };
};
