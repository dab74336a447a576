import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { ListenOptions, Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProxy } from '../../../../src/adapters/packages/proxy.ts';
import { removeFolder } from '../../../../src/adapters/workspaces/owned-folder.ts';
import type { SandboxCommand } from '../../../../src/ports/sandbox.ts';
import { newMark } from '../support.ts';
import type { Host } from './attempt.ts';

/** Things of this machine that attempts try to reach, and a place for working folders. */
export interface Surroundings {
  readonly host: Omit<Host, 'mark'>;
  /** A folder of its own beside the secret, 0755. */
  readonly makeFolder: () => Promise<string>;
  /** What a command has beside that installs, or uses what was installed. */
  readonly installing: Required<Pick<SandboxCommand, 'proxy' | 'shows'>>;
  readonly end: () => Promise<void>;
}

const listen = async (options: ListenOptions): Promise<Server> => {
  const server = createServer((socket) => socket.end()).listen(options);
  await once(server, 'listening');
  return server;
};

export const makeSurroundings = async (): Promise<Surroundings> => {
  const secret = newMark().replace('sandbox-test', 'escape-secret');
  const root = await mkdtemp(path.join(tmpdir(), 'escapes-'));
  const secretFile = `${root}/${secret}`;
  await writeFile(secretFile, secret, { mode: 0o644 });
  const child = spawn('sleep', ['600'], { env: { SECRET: secret }, stdio: 'ignore' });
  const servers = [
    await listen({ port: 0, host: '127.0.0.1' }),
    await listen({ path: `${root}/socket` }),
    await listen({ path: `\0${secret}` }),
  ];
  const address = servers[0]?.address();
  await mkdir(`${root}/packages`);
  const proxy = await startProxy({
    socket: `${root}/proxy`,
    origins: new Set(['https://registry.example:443']),
    bounds: { bytes: 1e6, connections: 100, atOnce: 10, idleMs: 5_000 },
  });
  let folders = 0;
  return {
    host: {
      secret,
      secretFile,
      pid: child.pid ?? 0,
      port: typeof address === 'object' ? (address?.port ?? 0) : 0,
      socket: `${root}/socket`,
      abstractSocket: secret,
    },
    installing: {
      proxy: proxy.socket,
      shows: [{ from: `${root}/packages`, to: '/project/node_modules' }],
    },
    async makeFolder() {
      folders += 1;
      const dir = `${root}/work-${String(folders)}`;
      await mkdir(dir);
      return dir;
    },
    async end() {
      child.kill('SIGKILL');
      proxy.close();
      for (const server of servers) server.close();
      await removeFolder(root);
    },
  };
};
