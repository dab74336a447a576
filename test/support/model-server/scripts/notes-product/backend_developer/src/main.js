import { createServer } from 'node:http';
import { openNotes } from './notes.js';
import { answer } from './service.js';

const notes = openNotes(process.env.DATA_DIR ?? './data');
const server = createServer((request, response) => {
  answer(notes, request, response).catch(() => {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end('{"error":"something went wrong"}');
  });
});

server.listen(Number(process.env.PORT ?? 3000));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
