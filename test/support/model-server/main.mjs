/**
 * A model server for tests, a process of its own: Chat Completions over scripted answers.
 *
 *     node main.mjs '{"answers":[…]}'   or   node main.mjs '{"module":"/…/script.mjs","options":{…}}'
 *
 * Prints one line, {"port":…}, and ends when its standard input closes.
 */
import { createServer } from 'node:http';
import { handle } from './routes.mjs';
import { loadScript } from './script.mjs';

const spec = JSON.parse(process.argv[2] ?? '{}');
const state = { script: await loadScript(spec), apiKey: spec.apiKey, log: [], counts: new Map() };

const server = createServer((request, response) => {
  handle(state, request, response).catch((error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end(JSON.stringify({ error: { message: String(error) } }));
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});

process.stdin.resume();
process.stdin.on('close', () => process.exit(0));
process.stdin.on('end', () => process.exit(0));
