/**
 * Postgres refuses to run as root. As root, it runs as the user `postgres`, which is made when
 * there is none; and since our home (and often the checkout) is closed to that user, it keeps one
 * capability of root: to pass through folders and read files.
 */
import { chownSync, readFileSync } from 'node:fs';
import { onPath } from './on-path.ts';
import { runCommand } from './run-command.ts';
import { StackError } from './stack-error.ts';

const USER = 'postgres';
/** Bits of linux/capability.h. */
const DAC_OVERRIDE = 1n << 1n;
const DAC_READ_SEARCH = 1n << 2n;

/** How Postgres's programs are run for this user. */
export interface PostgresUser {
  /** Puts before a command what makes it run as the right user. */
  readonly wrap: (command: string, args: readonly string[]) => readonly [string, readonly string[]];
  /** Gives a file or folder to that user. */
  readonly own: (file: string) => void;
}

const ourselves: PostgresUser = {
  wrap: (command, args) => [command, args],
  own: () => undefined,
};

async function numberOf(flag: '-u' | '-g'): Promise<number | undefined> {
  const { code, output } = await runCommand('id', [flag, USER], { timeoutMs: 5_000 });
  return code === 0 ? Number(output.trim()) : undefined;
}

async function makeUser(): Promise<void> {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', USER];
  const { code, output } = await runCommand('useradd', args, { timeoutMs: 10_000 });
  if (code === 0) return;
  throw new StackError(`Postgres can't run as root, and no user ${USER} could be made: ${output}`, [
    'run maestro as an ordinary user',
    `add a user named ${USER}`,
    'set DATABASE_URL to a Postgres that runs',
  ]);
}

/** The least capability we have that lets another user through our folders. */
function passage(): string | undefined {
  const [, mask] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  const have = BigInt(`0x${mask ?? '0'}`);
  if (have & DAC_READ_SEARCH) return 'dac_read_search';
  return have & DAC_OVERRIDE ? 'dac_override' : undefined;
}

function setpriv(uid: number, gid: number): PostgresUser['wrap'] {
  const program = onPath('setpriv');
  if (program === undefined) {
    throw new StackError("Postgres can't run as root, and setpriv (util-linux) is not there", [
      'run maestro as an ordinary user',
      'install util-linux',
      'set DATABASE_URL to a Postgres that runs',
    ]);
  }
  const capability = passage();
  const kept = capability === undefined ? '-all' : `-all,+${capability}`;
  const identity = [`--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--clear-groups'];
  const bounds = [`--inh-caps=${kept}`, `--ambient-caps=${kept}`, `--bounding-set=${kept}`];
  return (command, args) => [program, [...identity, ...bounds, command, ...args]];
}

/**
 * Who Postgres runs as.
 * @throws {StackError} as root, when no other user can be had
 */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return ourselves;
  if ((await numberOf('-u')) === undefined) await makeUser();
  const [uid, gid] = await Promise.all([numberOf('-u'), numberOf('-g')]);
  if (uid === undefined || gid === undefined) throw new StackError(`There is no user ${USER}`);
  return {
    wrap: setpriv(uid, gid),
    own: (file) => {
      chownSync(file, uid, gid);
    },
  };
}
