import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../src/config.js';

test('without any variable the service listens on port 3000 of this machine only', () => {
  assert.deepEqual(readConfig({}), { port: 3000, host: '127.0.0.1', dataDir: './data' });
});

test('variables override the defaults', () => {
  const config = readConfig({ PORT: '0', HOST: '0.0.0.0', DATA_DIR: '/data' });
  assert.deepEqual(config, { port: 0, host: '0.0.0.0', dataDir: '/data' });
});

for (const PORT of ['-1', '65536', '1.5', 'http']) {
  test(`the port ${PORT} is refused`, () => {
    assert.throws(() => readConfig({ PORT }), /PORT must be/);
  });
}
