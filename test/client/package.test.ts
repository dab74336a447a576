import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

const SERVICE = `
import { MaestroClient, SessionTaken } from 'maestro-sdlc/client';
import type { ExecutionView } from 'maestro-sdlc/client';

const client: MaestroClient = await MaestroClient.connect({
  temporalAddress: '127.0.0.1:1',
  connectTimeoutMs: 300,
});
try {
  const { session } = await client.start({ session: 'a', requirement: 'Create a shop with orders' });
  for await (const view of client.watch(session)) {
    const status: ExecutionView['status'] = view.status;
    console.log(status, view.phases.length);
  }
  // @ts-expect-error a session is a text
  await client.status(1);
} catch (error) {
  if (error instanceof SessionTaken) console.log(error.session);
  else if (error instanceof Error) console.log(error.name);
} finally {
  await client.close();
}
`;

const SETTINGS = {
  compilerOptions: {
    ...{ module: 'nodenext', target: 'es2023', strict: true, types: ['node'], skipLibCheck: true },
    outDir: 'out',
  },
  files: ['service.ts'],
};

/** Needs the build, as a package that is installed has it. */
describe('another project with the package installed', () => {
  let dir = '';

  beforeAll(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'maestro-other-'));
    mkdirSync(path.join(dir, 'node_modules'));
    symlinkSync(ROOT, path.join(dir, 'node_modules', 'maestro-sdlc'));
    symlinkSync(
      path.join(ROOT, 'node_modules', '@types'),
      path.join(dir, 'node_modules', '@types'),
    );
    writeFileSync(path.join(dir, 'package.json'), '{"type":"module"}');
    writeFileSync(path.join(dir, 'service.ts'), SERVICE);
    writeFileSync(path.join(dir, 'tsconfig.json'), JSON.stringify(SETTINGS));
  });
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  test('compiles against the types of the client, and runs', async () => {
    await run(process.execPath, [TSC, '-p', dir]);
    const { stdout } = await run(process.execPath, [path.join(dir, 'out', 'service.js')]);
    expect(stdout).toBe('NotReachable\n');
  }, 120_000);
});
