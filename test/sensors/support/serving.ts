import type { Given } from './product.ts';

interface Serving {
  /** Statements before the server is there. */
  readonly before: string;
  /** Statements of the handler: they have `request`, `response`, `text` (its body) and `answer`. */
  readonly answers: string;
  /** What happens on SIGTERM. */
  readonly atEnd?: string;
}

/** The source of a small server that speaks JSON. */
export const serverOf = ({ before, answers, atEnd = 'server.close();' }: Serving): string => `
const { createServer } = require('node:http');
${before}
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    const answer = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
${answers}
  });
});
process.once('SIGTERM', () => { ${atEnd} });
server.listen(Number(process.env.PORT), '127.0.0.1');
`;

/** A product of two: its server and its description. */
export const served = (source: string, description: string): Given => ({
  files: {
    'package.json': '{"name":"p","scripts":{"start":"node src/main.js"}}',
    'src/main.js': source,
    'design/openapi.json': description,
  },
});
