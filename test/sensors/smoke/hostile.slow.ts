import { describe, expect, test } from '@jest/globals';
import { smokeSensor } from '../../../src/sensors/smoke/smoke.ts';
import { named, sensedBy } from '../support/product.ts';
import { product, server } from './service.ts';

describe('a service that means no good', () => {
  test('a product that listens elsewhere never answers', async () => {
    const source = 'require("node:http").createServer().listen(1 + Number(process.env.PORT));';
    const evidence = await sensedBy(
      { ...product(source), limits: { wallMs: 12_000 } },
      smokeSensor,
    );
    expect(named(evidence)).toEqual(['smoke.start src/main.js backend']);
    expect(evidence.findings[0]?.message).toContain('does not answer on the port that PORT names');
  });

  test('a server that takes requests and never answers is found out', async () => {
    const evidence = await sensedBy(
      { ...product(server('return;')), limits: { wallMs: 12_000 } },
      smokeSensor,
    );
    expect(named(evidence)).toEqual(['smoke.start src/main.js backend']);
  });

  test('a product that ignores SIGTERM is killed, and that is an error', async () => {
    const evidence = await sensedBy(product(server('', 'setInterval(() => {}, 1e3)')), smokeSensor);
    expect(evidence.held).toBe(6);
    expect(named(evidence)).toEqual(['smoke.stop src/main.js backend']);
  });

  test('one that leaves a child behind is told which', async () => {
    const child = `
      if (!globalThis.child) globalThis.child = require('node:child_process').spawn('tail', ['-f', '/dev/null'], { detached: true, stdio: 'ignore' });`;
    const end = 'globalThis.child?.unref(); server.close();';
    const evidence = await sensedBy(product(server(child, end)), smokeSensor);
    expect(named(evidence)).toEqual(['smoke.left src/main.js backend']);
    expect(evidence).toMatchObject({ checked: 8, held: 7, findings: [{ actual: 'tail' }] });
  }, 60_000);

  test('one that forgets all when it ends is found out, unless it says so', async () => {
    const forgetful = product(server().replaceAll('kept.json', '/tmp/kept.json'));
    const evidence = await sensedBy(forgetful, smokeSensor);
    expect(named(evidence)).toEqual(['smoke.kept src/main.js backend']);
    const says = { 'README.md': '# Tasks\n\nAll tasks are kept in memory only.\n' };
    const told = await sensedBy({ files: { ...forgetful.files, ...says } }, smokeSensor);
    expect(told).toMatchObject({ checked: 7, held: 7, findings: [] });
    expect(told.note).toContain('README.md says that none is kept');
    const promise = `Feature: Tasks\n  @SC-1\n  Scenario: Tasks outlive a restart\n    When the service is started again\n    Then they are there\n`;
    const both = { ...forgetful.files, ...says, 'requirements/tasks.feature': promise };
    expect(named(await sensedBy({ files: both }, smokeSensor))).toContain(
      'smoke.kept src/main.js backend',
    );
  }, 120_000);
});
