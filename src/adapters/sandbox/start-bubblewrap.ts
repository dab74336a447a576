import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import type { Duplex, Writable } from 'node:stream';
import type { SandboxCommand } from '../../ports/sandbox.ts';
import { bubblewrapOptions, ETC_FILES, innerLine } from './bubblewrap-options.ts';
import { bubblewrapped } from './bubblewrapped.ts';
import { createGroup } from './cgroup/group.ts';
import type { Contained } from './contained.ts';
import { withoutInherited } from './descriptors.ts';
import { launchLine, LIFELINE_FD, whenTold } from './launch-script.ts';
import { SandboxFailed } from './sandbox-failed.ts';
import { isFiltered, seccompFilter } from './seccomp/filter.ts';
import type { Machine } from './seccomp/syscalls.ts';
import { findToolchain, TOOLS } from './toolchain.ts';
import { isRoot, userOfCode } from './unprivileged.ts';
import { helpersOf } from './ways.ts';
import type { Forward } from './ways.ts';

/** Descriptors 0 to 2 are the usual ones, 3 is the lifeline. */
const ARGUMENTS_FD = LIFELINE_FD + 1;
const SECCOMP_FD = ARGUMENTS_FD + 1;
const FILES_FD = SECCOMP_FD + 1;

const machine = (): Machine => {
  const { arch } = process;
  if (isFiltered(arch)) return arch;
  throw new SandboxFailed(
    `Which system calls to refuse is known for x64 and arm64, not for ${arch}: run on one of these.`,
  );
};

/** Bubblewrap may end before it has read everything. */
const feed = (stream: Writable, bytes: string | Buffer): void => {
  stream.on('error', () => undefined);
  stream.end(bytes);
};

const NODE = `${TOOLS}/bin/node`;

/** With an empty environment: `--clearenv` would leave ours in `/proc/1/environ`. */
const spawnWaiting = (line: readonly string[], files: number): ChildProcess =>
  withoutInherited(FILES_FD + files, (unwanted) =>
    spawn('/bin/sh', whenTold(line), {
      // A shell puts the folder that it starts in into the environment.
      cwd: '/',
      env: {},
      stdio: [
        'ignore',
        ...Array.from({ length: FILES_FD + files - 1 }, () => 'pipe' as const),
        ...unwanted,
      ],
    }),
  );

/**
 * Starts bubblewrap once it stands in its control group. Its options travel through a pipe, as its
 * command line can be read inside.
 */
export const startBubblewrap = (
  program: string,
  command: SandboxCommand,
  forward?: Forward,
): Contained => {
  const arch = machine();
  const files = Object.entries(ETC_FILES(userOfCode().uid));
  const options = bubblewrapOptions({
    command,
    toolchain: findToolchain(),
    root: isRoot(),
    ...(forward === undefined ? {} : { forward: forward.dir }),
    files: new Map(files.map(([name], index) => [name, FILES_FD + index])),
  });
  const group = createGroup(command.limits);
  const inner = innerLine(realpathSync(program), isRoot(), SECCOMP_FD);
  const helpers = helpersOf(NODE, command, forward);
  const launch = launchLine(command.argv, command.limits, { inside: true, ...helpers });
  const line = [program, '--args', String(ARGUMENTS_FD), '--', ...inner, ...launch];
  const child = spawnWaiting(line, files.length);
  const { pid } = child;
  if (pid === undefined) void group.remove();
  else group.add(pid);
  const at = (fd: number): Duplex => child.stdio[fd] as Duplex;
  feed(at(SECCOMP_FD), seccompFilter(arch, { memoryCharged: group.holds.has('memory') }));
  files.forEach(([, text], index) => {
    feed(at(FILES_FD + index), text);
  });
  feed(at(ARGUMENTS_FD), options.map((option) => `${option}\0`).join(''));
  const lifeline = at(LIFELINE_FD);
  return bubblewrapped({ child, lifeline, group, memory: command.limits.memoryBytes });
};
