import { execFile } from 'node:child_process';

export type Variables = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 20_000;
const OUTPUT_BYTES = 4 * 1024 ** 2;

/**
 * What a tool of this machine prints, run as its user would: it reads its own configuration, which
 * we do not know better. In no folder of a project, which could bring a configuration along.
 * @returns `undefined` where there is no such tool, or it fails.
 */
export const askTool = (
  program: string,
  args: readonly string[],
  env: Variables,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    const options = {
      cwd: '/',
      env,
      timeout: TIMEOUT_MS,
      maxBuffer: OUTPUT_BYTES,
    };
    execFile(program, args, options, (error, stdout) => {
      resolve(error === null ? stdout : undefined);
    });
  });
