import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { detectSandbox } from '../../../src/adapters/sandbox/index.ts';
import { processesWith } from '../../../src/adapters/sandbox/process-table.ts';
import type { SandboxLimits } from '../../../src/domain/settings.ts';
import type { SandboxService, ServiceResponse } from '../../../src/ports/sandbox.ts';

export const LIMITS: SandboxLimits = {
  memoryBytes: 400e6,
  processes: 64,
  wallMs: 30_000,
  outputBytes: 100_000,
  diskBytes: 50e6,
};

const detected = await detectSandbox();

/** Whether bubblewrap can be tested here; where not, the reason is printed once a file. */
export const hasBubblewrap = detected.kind === 'bubblewrap';
if (detected.kind === undefined) {
  process.stderr.write(`NOT CHECKED, bubblewrap: ${detected.reason}\n`);
}

const made: string[] = [];

export const makeFolder = async (): Promise<string> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'sandbox-test-'));
  made.push(dir);
  return dir;
};

export const removeFolders = async (): Promise<void> => {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true, force: true });
};

let marks = 0;

/** A text that only processes of one test carry in their environment. */
export const newMark = (): string => {
  marks += 1;
  return `sandbox-test-${String(process.pid)}-${String(marks)}`;
};

/** Processes of this machine that carry a mark. */
export const survivors = (mark: string): readonly number[] => processesWith(mark);

/** Asks again until the service answers. */
export const ask = async (service: SandboxService, url = '/'): Promise<ServiceResponse> => {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      return await service.request({ method: 'GET', path: url, timeoutMs: 5_000 });
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(50);
    }
  }
};
