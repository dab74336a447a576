import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Registry } from '../../../src/adapters/packages/registries.ts';

/** A registry of npm with a few packages, over plain HTTP on the loopback. */
export interface RegistryServer {
  readonly port: number;
  /** As it would be read from the configuration of this machine. */
  readonly registry: Registry;
  /** Method and path of each request, in their order. */
  readonly requests: string[];
  close(): void;
}

export interface Published {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

const archive = ({ name, files, scripts = {} }: Published): Buffer => {
  const dir = mkdtempSync(path.join(tmpdir(), 'registry-test-'));
  try {
    const manifest = JSON.stringify({ name, version: '1.0.0', main: 'index.js', scripts });
    for (const [file, text] of Object.entries({ ...files, 'package.json': manifest })) {
      mkdirSync(path.dirname(path.join(dir, 'package', file)), { recursive: true });
      writeFileSync(path.join(dir, 'package', file), text);
    }
    execFileSync('tar', ['-C', dir, '-czf', path.join(dir, 'a.tgz'), 'package']);
    return readFileSync(path.join(dir, 'a.tgz'));
  } finally {
    rmSync(dir, { recursive: true });
  }
};

/** @param elsewhere where a request for `/moved` is sent. */
export const startRegistry = async (
  published: readonly Published[],
  elsewhere = 'http://192.0.2.1/',
): Promise<RegistryServer> => {
  const archives = new Map(published.map((each) => [each.name, archive(each)]));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const name = decodeURIComponent((request.url ?? '').slice(1)).replace(/\.tgz$/, '');
    const bytes = archives.get(name);
    if (name === 'moved') response.writeHead(302, { location: elsewhere }).end();
    else if (name === 'much') response.end(Buffer.alloc(5e6));
    else if (bytes === undefined) response.writeHead(404).end('{}');
    else if (request.url?.endsWith('.tgz') === true) response.end(bytes);
    else response.end(JSON.stringify(packument(name, bytes)));
  });
  const packument = (name: string, bytes: Buffer): object => ({
    name,
    'dist-tags': { latest: '1.0.0' },
    versions: {
      '1.0.0': {
        name,
        version: '1.0.0',
        ...(published.find((each) => each.name === name)?.scripts === undefined
          ? {}
          : { hasInstallScript: true }),
        dist: {
          tarball: `${origin()}/${name}.tgz`,
          integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
        },
      },
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = (): string => `http://127.0.0.1:${String(port)}`;
  return {
    port,
    requests,
    registry: {
      index: `${origin()}/`,
      origins: new Set([origin()]),
      env: { npm_config_registry: `${origin()}/`, npm_config_replace_registry_host: 'always' },
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
