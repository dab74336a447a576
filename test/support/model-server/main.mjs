/**
 * A model server for tests, a process of its own: Chat Completions, Responses and Messages over
 * scripted answers, with a bill of its own.
 *
 *     echo '{"answers":[…]}' | node main.mjs
 *     echo '{"module":"/…/script.mjs","options":{…}}' | node main.mjs
 *
 * The first line of its standard input is the script. It prints one line, {"port":…}, and ends when
 * its standard input closes.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { handle, startState } from './routes.mjs';

const lines = createInterface(process.stdin);
lines.on('close', () => process.exit(0));
const [line] = await once(lines, 'line');
const state = await startState(JSON.parse(line));

const server = createServer((request, response) => {
  handle(state, request, response).catch((error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end(JSON.stringify({ error: { message: String(error) } }));
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
