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
});
