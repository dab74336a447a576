/** A quality service for tests, as docs/quality.md describes it, with faults to order. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface QualityRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface QualityServer {
  readonly url: string;
  /** What came in, in order. */
  readonly requests: readonly QualityRequest[];
  /** The most requests that were open at once. */
  mostAtOnce(): number;
  /** How all further requests are answered; as a sound service would when undefined. */
  answerWith(answer: ((response: ServerResponse) => void) | undefined): void;
  stop(): Promise<void>;
}

const read = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
};

export const sendJson = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

const assessed = (body: Readonly<Record<string, unknown>>): unknown => ({
  overall_score: body['score'],
  dimensions: body['dimensions'],
  issues: (body['issues'] as readonly { readonly message: string }[]).map(({ message }) => message),
  recommendations: ['Mend what was found.'],
  confidence: 0.9,
});

const PREDICTED = { predicted_score: 0.81, confidence: 0.77, complexity_score: 0.4, note: 'Seen.' };

export const startQualityService = async (): Promise<QualityServer> => {
  const requests: QualityRequest[] = [];
  let answer: ((response: ServerResponse) => void) | undefined;
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    response.once('close', () => (open -= 1));
    void read(request).then((body) => {
      const path = request.url ?? '';
      requests.push({ path, body });
      if (answer !== undefined) answer(response);
      else if (request.method !== 'POST') sendJson(response, {}, 405);
      else if (path === '/api/assess') sendJson(response, assessed(body));
      else if (path === '/api/predict') sendJson(response, PREDICTED);
      else sendJson(response, {}, 404);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    mostAtOnce: () => most,
    answerWith: (next) => {
      answer = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};
