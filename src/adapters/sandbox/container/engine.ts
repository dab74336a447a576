import { execFile } from 'node:child_process';

const ANSWER_MS = 15_000;

/** What an engine needs of our environment: where its service listens, and its own settings. */
export type EngineVariables = Readonly<Record<string, string | undefined>>;

export interface EngineAnswer {
  readonly ok: boolean;
  /** Standard output and error. */
  readonly text: string;
}

/** Asks an engine for something short. */
export const askEngine = (
  program: string,
  args: readonly string[],
  env: EngineVariables,
): Promise<EngineAnswer> =>
  new Promise((resolve) => {
    execFile(program, args, { env, timeout: ANSWER_MS }, (error, stdout, stderr) => {
      resolve({ ok: error === null, text: `${stdout}${stderr}` });
    });
  });
