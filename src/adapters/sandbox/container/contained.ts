import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Holds } from '../../../ports/sandbox.ts';
import type { Contained } from '../contained.ts';
import { SandboxFailed } from '../sandbox-failed.ts';
import type { EngineAnswer } from './engine.ts';

const GONE_MS = 10_000;
const KILLED = 128 + 9;
/** The engine's own exit codes: it failed, or could not start the command. */
const ENGINES_OWN = new Set([125, 126, 127]);

const CONTAINER_HOLDS: Holds = {
  memory: 'kernel',
  processes: 'kernel',
  time: 'timer',
  disk: 'sampled',
  files: 'sampled',
};

/** A command in a container. @param ask asks the engine something about containers. */
export const containerized = (
  child: ChildProcess,
  name: string,
  ask: (args: readonly string[]) => Promise<EngineAnswer>,
): Contained => {
  let killed = false;
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const kill = (): void => {
    if (killed) return;
    killed = true;
    // The client is not what runs: to end it ends nothing else.
    void ask(['rm', '--force', name]);
    child.stdin?.destroy();
  };
  return {
    child,
    holds: CONTAINER_HOLDS,
    members: () => [],
    // Nobody but the kernel ends all of it so, unless we do.
    outOfMemory: () => !killed && child.exitCode === KILLED,
    filesInMemory: () => 0,
    terminate() {
      void ask(['kill', '--signal', 'TERM', name]);
    },
    kill,
    async gone() {
      const deadline = performance.now() + GONE_MS;
      for (;;) {
        const { ok, text } = await ask(['ps', '--all', '--quiet', '--filter', `name=^${name}$`]);
        if (ok && text.trim() === '' && ended()) return;
        if (performance.now() > deadline) {
          throw new SandboxFailed(`The container ${name} does not end.`);
        }
        await ask(['rm', '--force', name]);
        if (!ended()) child.kill('SIGKILL');
        await delay(20);
      }
    },
    complaint: (stderr) =>
      ENGINES_OWN.has(child.exitCode ?? 0) && stderr.trim() !== ''
        ? `The sandbox could not run the command: ${stderr.trim()}`
        : undefined,
  };
};
