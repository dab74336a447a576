import { spawn } from 'node:child_process';
import { ProjectUnreadable } from '../../ports/projects.ts';

/**
 * Nothing of ours, and nothing that would have git ask, fetch or write. Only plumbing is called
 * that runs no command which a repository's own configuration may name.
 */
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin',
  LC_ALL: 'C',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
};

const SETTINGS = ['safe.directory=*', 'core.fsmonitor=false', 'core.hooksPath=/dev/null'];

const TIMEOUT_MS = 60_000;

export interface GitCall {
  readonly dir: string;
  readonly args: readonly string[];
  readonly input?: string;
  /** Bytes of output beyond which it is given up. */
  readonly most: number;
}

/** What git prints. @throws ProjectUnreadable with git's own words when it fails */
export const git = ({ dir, args, input = '', most }: GitCall): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const child = spawn('git', ['--no-pager', ...settings, '-C', dir, ...args], {
      env: ENVIRONMENT,
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let problem = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      problem = `${problem}${chunk.toString()}`.slice(0, 500);
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', () => {
      reject(new ProjectUnreadable('A revision can only be read with git, which is not here.'));
    });
    child.once('close', (code) => {
      if (code === 0 && size <= most) resolve(Buffer.concat(chunks));
      else if (size > most) reject(new ProjectUnreadable('The revision is too large to read.'));
      else reject(new ProjectUnreadable(problem.trim().split('\n')[0] ?? 'git failed.'));
    });
  });
