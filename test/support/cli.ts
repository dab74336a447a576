/** The command line as a process of its own, as it was built. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A home and a working folder that nobody else has. */
export interface CliPlace {
  readonly dir: string;
  readonly home: string;
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** Whatever stands in the working folder and in the home. */
  contents(): readonly string[];
  dispose(): void;
}

export interface CliOptions {
  /** Written to standard input, which is empty otherwise. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

const environment = (home: string, more: CliOptions['env']): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  MAESTRO_HOME: path.join(home, '.maestro'),
  // Each gate would take so much longer.
  MAESTRO_GATES_MUTATION_SECONDS: '0',
  MAESTRO_GATES_ORDER_SECONDS: '0',
  ...more,
});

const runIn = (
  dir: string,
  home: string,
  args: readonly string[],
  { input = '', env }: CliOptions,
): Promise<CliResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: dir,
      env: environment(home, env),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    // A command that refuses its input early does not read what is written to it.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });

export const createCliPlace = (): CliPlace => {
  const root = mkdtempSync(path.join(tmpdir(), 'maestro-cli-'));
  const home = mkdtempSync(path.join(tmpdir(), 'maestro-home-'));
  return {
    dir: root,
    home,
    run: (args, options = {}) => runIn(root, home, args, options),
    contents: () => [...readdirSync(root), ...readdirSync(home)],
    dispose: () => {
      for (const folder of [root, home]) rmSync(folder, { recursive: true, force: true });
    },
  };
};
