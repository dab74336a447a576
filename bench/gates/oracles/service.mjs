// Uses a record-keeping service from outside: asks what its API names, in good and in bad ways, and
// prints the answers without what differs from run to run. Runs inside the sandbox, below .oracle.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';

const PORT = '4127';
const BASE = `http://127.0.0.1:${PORT}`;
const api = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));

const start = () =>
  spawn('node', ['src/main.js'], {
    env: { ...process.env, PORT, HOST: '127.0.0.1', DATA_DIR: '/tmp/oracle-data' },
    stdio: 'ignore',
  });

const answers = async () => {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await fetch(`${BASE}/health`);
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return false;
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const stable = (text) => text.replace(UUID, '<id>').replace(TIME, '<time>');

const ask = async (method, path, body, headers = {}) => {
  try {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(BASE + path, {
      method,
      headers: { ...type, ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    const text = await answer.text();
    const kept = ['content-type', 'location', 'allow', 'x-content-type-options', 'cache-control'];
    const shown = kept.map((name) => `${name}=${answer.headers.get(name)}`).join(' ');
    console.log(stable(`${method} ${path} ${answer.status} ${shown} ${text}`));
    return { etag: answer.headers.get('etag'), body: text.startsWith('{') ? JSON.parse(text) : {} };
  } catch (error) {
    console.log(stable(`${method} ${path} failed ${error.name}`));
    return { etag: null, body: {} };
  }
};

const resolve = (schema) =>
  schema?.$ref === undefined
    ? (schema ?? {})
    : resolve(
        schema.$ref
          .slice(2)
          .split('/')
          .reduce((at, part) => at?.[part], api),
      );

const FORMATS = {
  date: '2030-01-31',
  'date-time': '2030-01-31T09:30:00Z',
  email: 'a@example.org',
  uri: 'https://example.org/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

const sample = (given, at) => {
  const schema = resolve(given);
  if (schema.enum !== undefined) return schema.enum[0];
  const type = [schema.type].flat()[0];
  if (type === 'string') return FORMATS[schema.format] ?? `Text ${at}`;
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? 10 + at : null;
};

const valuesOf = (schema, number) =>
  Object.fromEntries(
    Object.entries(resolve(schema).properties ?? {})
      .filter(([, property]) => resolve(property).readOnly !== true)
      .map(([name, property]) => [name, sample(property, number)]),
  );

const exercise = async (path, operation) => {
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const [first, second] = [valuesOf(schema, 1), valuesOf(schema, 2)];
  await ask('GET', path);
  const made = await ask('POST', path, first);
  await ask('POST', path, second);
  for (const bad of [{}, [], 'no json', { ...first, no_such_field: 1 }])
    await ask('POST', path, bad);
  for (const name of Object.keys(first)) {
    for (const wrong of [42, '', 'x'.repeat(201), 'a\nb', 1.555, true, null, 'x'.repeat(10_001)]) {
      await ask('POST', path, { ...first, [name]: wrong });
    }
  }
  await ask('POST', path, 'x=1', { 'content-type': 'text/plain' });
  await ask('POST', path, { ...first, large: 'x'.repeat(200_000) });
  const member = `${path}/${made.body.id}`;
  await ask('GET', member);
  await ask('HEAD', member);
  await ask('PATCH', member, {});
  await ask('PATCH', member, second, { 'if-match': '"other"' });
  await ask('PATCH', member, second, { 'if-match': made.etag ?? '*' });
  await ask('PUT', member, first);
  await ask('PUT', member, {});
  await ask('PUT', path, first);
  const queries = [
    '?limit=1',
    '?limit=1&offset=1',
    '?limit=0',
    '?limit=101',
    '?offset=-1',
    '?no=1',
  ];
  const fields = Object.keys(first).flatMap((name) => [
    `?sort=${name}`,
    `?sort=-${name}`,
    `?${name}=Text%201`,
  ]);
  for (const query of [...queries, ...fields, '?q=text', '?sort=none'])
    await ask('GET', path + query);
  await ask('GET', `${path}/00000000-0000-4000-8000-000000000000`);
  await ask('DELETE', `${path}/00000000-0000-4000-8000-000000000000`);
  await ask('DELETE', member, undefined, { 'if-match': '"other"' });
  await ask('DELETE', member);
  await ask('GET', member);
};

const service = start();
console.log(`answers: ${await answers()}`);
await ask('GET', '/health');
await ask('GET', '/');
await ask('GET', '/no-such-thing');
await ask('POST', '/health', {});
const collections = Object.entries(api.paths ?? {}).filter(
  ([path, item]) => item.post !== undefined && !path.includes('{'),
);
for (const [path, item] of collections) await exercise(path, item.post);
const ended = once(service, 'exit');
service.kill('SIGTERM');
const late = setTimeout(() => service.kill('SIGKILL'), 5_000);
console.log(`ended: ${(await ended).join(' ')}`);
clearTimeout(late);
const again = start();
console.log(`answers again: ${await answers()}`);
for (const [path] of collections) await ask('GET', path);
again.kill('SIGKILL');
process.exit(0);
