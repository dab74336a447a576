import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPackages } from '../../../src/adapters/packages/index.ts';
import { createBubblewrap } from '../../../src/adapters/sandbox/index.ts';
import type { Delivery, PackageOrder, Packages } from '../../../src/ports/packages.ts';
import { hasBubblewrap, LIMITS, makeFolder, removeFolders } from '../sandbox/support.ts';
import { startRegistry } from './registry-server.ts';
import type { RegistryServer } from './registry-server.ts';

const sandbox = createBubblewrap();
const where = { sandbox, limits: { ...LIMITS, memoryBytes: 800e6 } };

let cache = '';
let registry: RegistryServer;

const granted = (scripts = false, folder = cache): Packages =>
  createPackages({
    cache: folder,
    hosts: [],
    environment: {},
    find: (kind) => Promise.resolve(kind === 'npm' ? registry.registry : undefined),
  })({ registries: ['npm', 'pypi'], scripts });

const NPM = ['npm', 'install', '--ignore-scripts'] as const;

const asking = (
  dependencies: Readonly<Record<string, string>>,
  argv: PackageOrder['argv'] = NPM,
): PackageOrder => ({
  registry: 'npm',
  files: new Map([['package.json', JSON.stringify({ name: 'p', version: '1.0.0', dependencies })]]),
  argv,
  env: { npm_config_audit: 'false', npm_config_fetch_retries: '0' },
  folder: 'node_modules',
});

const outputOf = (delivery: Delivery): string =>
  delivery.kind === 'refused' ? delivery.reason : delivery.result.output;

const SCRIPT = "node -e \"require('fs').writeFileSync('ran', '')\"";

beforeAll(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'packages-test-'));
  registry = await startRegistry([
    { name: 'left', files: { 'index.js': 'module.exports = 1;' } },
    { name: 'scripted', files: { 'index.js': '' }, scripts: { postinstall: SCRIPT } },
  ]);
});
afterAll(async () => {
  registry.close();
  await removeFolders();
  await rm(cache, { recursive: true, force: true });
});

(hasBubblewrap ? describe : describe.skip)('packages', () => {
  test('come from the registry once, and from the cache after that', async () => {
    const first = await granted().order(asking({ left: '1.0.0' }), where);
    expect(outputOf(first)).toContain('added 1 package');
    expect(first).toMatchObject({ kind: 'ready', result: { exitCode: 0 } });
    expect(first.kind === 'ready' && first.names).toContain('left');
    const asked = registry.requests.length;
    expect(asked).toBeGreaterThan(1);
    const second = await granted().order(asking({ left: '1.0.0' }), where);
    expect(second).toMatchObject({ kind: 'ready', dir: first.kind === 'ready' ? first.dir : '' });
    expect(registry.requests).toHaveLength(asked);
  });

  test('can be used by a product that has no network, and not be changed by it', async () => {
    const delivery = await granted().order(asking({ left: '1.0.0' }), where);
    if (delivery.kind !== 'ready') throw new Error(outputOf(delivery));
    const code = `
      console.log('value', require('left'));
      const fs = require('fs');
      for (const act of [
        () => fs.writeFileSync('node_modules/left/index.js', 'x'),
        () => fs.rmSync('node_modules/left', { recursive: true }),
        () => fs.renameSync('node_modules', 'other'),
        () => fs.writeFileSync('node_modules/new', 'x'),
        () => fs.chmodSync('node_modules/left/index.js', 0o777),
      ]) { try { act(); console.log('changed'); } catch (error) { console.log(error.code || 'refused'); } }
      require('net').connect(${String(registry.port)}, '127.0.0.1').on('error', (e) => console.log(e.code));`;
    const shows = [{ from: delivery.dir, to: '/project/node_modules' }];
    const dir = await makeFolder();
    const { output } = await sandbox.run({ ...where, dir, argv: ['node', '-e', code], shows });
    expect(output.split('\n')).toEqual([
      'value 1',
      'EROFS',
      'refused',
      'EBUSY',
      'EROFS',
      'EROFS',
      'ECONNREFUSED',
      '',
    ]);
    expect(readFileSync(path.join(delivery.dir, 'left/index.js'), 'utf8')).toBe(
      'module.exports = 1;',
    );
  });

  test('belong to us, and give nobody a right', async () => {
    const delivery = await granted().order(asking({ left: '1.0.0' }), where);
    const file = path.join(delivery.kind === 'ready' ? delivery.dir : '', 'left/index.js');
    const { uid, mode } = statSync(file);
    expect([uid, (mode & 0o7777).toString(8)]).toEqual([process.getuid?.(), '644']);
  });

  test('run no script of their own, unless that is granted', async () => {
    const off = await granted().order(asking({ scripted: '1.0.0' }), where);
    if (off.kind !== 'ready') throw new Error(outputOf(off));
    expect(existsSync(path.join(off.dir, 'scripted/ran'))).toBe(false);
    const argv = ['npm', 'install'] as const;
    const on = await granted(true).order(asking({ scripted: '1.0.0' }, argv), where);
    if (on.kind !== 'ready') throw new Error(outputOf(on));
    expect(existsSync(path.join(on.dir, 'scripted/ran'))).toBe(true);
    // Another order has another place: what a script did is not seen by who allows none.
    expect(on.dir).not.toBe(off.dir);
  });

  test('that the registry does not have are told, and leave nothing', async () => {
    const delivery = await granted().order(asking({ absent: '1.0.0' }), where);
    expect(delivery.kind).toBe('failed');
    expect(outputOf(delivery)).toContain('absent');
    expect(readdirSync(path.join(cache, 'packages')).filter((name) => name.length !== 64)).toEqual(
      [],
    );
  });

  test('from anywhere else can not be had, and the log says where it was to go', async () => {
    const order = asking({ left: `${registry.registry.index}moved` });
    const delivery = await granted().order(order, where);
    expect(delivery.kind).toBe('failed');
    expect(outputOf(delivery)).toContain('[no way to: GET http://192.0.2.1/]');
  });

  test('with a link that leads out are not kept', async () => {
    const script = 'mkdir node_modules; ln -s /etc/passwd node_modules/left';
    const argv = ['sh', '-c', script] as const;
    const delivery = await granted().order(asking({}, argv), where);
    expect(delivery.kind).toBe('failed');
    expect(outputOf(delivery)).toContain('[not kept: link_out node_modules/left]');
  });

  test('are asked for once by all who ask at the same time', async () => {
    const folder = await makeFolder();
    const packages = granted(false, folder);
    const before = registry.requests.filter((each) => each.endsWith('.tgz')).length;
    const ask = (): Promise<Delivery> => packages.order(asking({ left: '1.0.0' }), where);
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one).toEqual(other);
    expect(registry.requests.filter((each) => each.endsWith('.tgz'))).toHaveLength(before + 1);
  });

  test('of one name that another registry has are another thing', async () => {
    const other = await startRegistry([
      { name: 'left', files: { 'index.js': 'module.exports = 2;' } },
    ]);
    const elsewhere = createPackages({
      cache,
      hosts: [],
      environment: {},
      find: () => Promise.resolve(other.registry),
    })({ registries: ['npm'], scripts: false });
    const [first, second] = [
      await granted().order(asking({ left: '1.0.0' }), where),
      await elsewhere.order(asking({ left: '1.0.0' }), where),
    ];
    other.close();
    const texts = [first, second].map((each) =>
      each.kind === 'ready'
        ? readFileSync(path.join(each.dir, 'left/index.js'), 'utf8')
        : each.kind,
    );
    expect(texts).toEqual(['module.exports = 1;', 'module.exports = 2;']);
  });

  test('of a registry that is not granted, or not known here, are refused', async () => {
    const make = createPackages({
      cache,
      hosts: [],
      environment: {},
      find: () => Promise.resolve(undefined),
    });
    const none = make({ registries: [], scripts: false });
    const all = make({ registries: ['npm'], scripts: false });
    const reasons = [
      outputOf(await none.order(asking({}), where)),
      outputOf(await all.order(asking({}), where)),
    ];
    expect(reasons).toEqual([
      'the setting "packages.registries" does not have npm',
      'no tool of this machine says which registry to use for npm',
    ]);
  });
});
