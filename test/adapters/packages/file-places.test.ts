import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { archiveOrigins, filePlaces } from '../../../src/adapters/packages/file-places.ts';
import { originOf, withoutCredentials } from '../../../src/adapters/packages/origin.ts';
import { startRegistry } from './registry-server.ts';

test('an index of links says where the files are, whatever stands beside them', () => {
  const page = `<a href="https://files.example/a/b-1.0.tar.gz#sha256=00">b</a>
    <a href="https://files.example/a/b-1.0-py3-none-any.whl#sha256=00">b</a>
    <a href="https://files.example:8443/a/b-1.1.zip">b</a><a href="https://elsewhere.example/about">x</a>`;
  expect(archiveOrigins(page)).toEqual(['https://files.example:443', 'https://files.example:8443']);
});

test('a registry is asked for a page of its own', async () => {
  const registry = await startRegistry([{ name: 'left', files: {} }]);
  const origin = `http://127.0.0.1:${String(registry.port)}`;
  const places = await filePlaces(`${origin}/left`, undefined);
  registry.close();
  expect(places).toEqual([origin]);
});

const pageOf = async (status: number, text: string): Promise<readonly string[]> => {
  const server = createServer((_, response) => response.writeHead(status).end(text));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const places = await filePlaces(`http://127.0.0.1:${String(port)}/`, undefined);
  server.close();
  return places;
};

const links = (count: number): string =>
  Array.from({ length: count }, (_, n) => `"https://f${String(n)}.example/a.tgz"`).join('\n');

test('a page of very many places is taken for few, and one that is too long for none', async () => {
  expect(await pageOf(200, links(2))).toEqual(['https://f0.example:443', 'https://f1.example:443']);
  expect(await pageOf(200, links(50))).toHaveLength(4);
  expect(await pageOf(200, links(2).padEnd(9 * 1024 ** 2))).toEqual([]);
  expect(await pageOf(500, links(2))).toEqual([]);
});

test('a registry that does not answer has no further places', async () => {
  expect(await filePlaces('http://127.0.0.1:9/pip/', undefined)).toEqual([]);
});

test.each([
  ['https://a.example/simple', 'https://a.example:443'],
  ['http://A.example', 'http://a.example:80'],
  ['https://u:p@a.example:444/x', 'https://a.example:444'],
  ['file:///etc', undefined],
  ['a.example', undefined],
])('%s comes from %s', (url, origin) => {
  expect(originOf(url)).toBe(origin);
});

test('a name and a password do not go inside', () => {
  expect(withoutCredentials('https://u:p@a.example/simple/')).toBe('https://a.example/simple/');
});
