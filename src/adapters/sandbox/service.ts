import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { SandboxService, ServiceRequest, ServiceResponse } from '../../ports/sandbox.ts';
import type { Job } from './job.ts';

/** How a service is reached: by port, or by socket. */
export type Target =
  { readonly host: string; readonly port: number } | { readonly socketPath: string };

/** The product did not answer a request; the message says how. */
export class ServiceSilent extends Error {
  override readonly name = 'ServiceSilent';
}

const BODY_BYTES = 1024 ** 2;

const headersOf = (response: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

const collect = (response: IncomingMessage): Promise<ServiceResponse> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const done = (): void => {
      const body = Buffer.concat(chunks).subarray(0, BODY_BYTES).toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body });
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes < BODY_BYTES) return;
      done();
      response.destroy();
    });
    response.once('end', done);
    response.once('error', reject);
  });

const send = (target: Target, request: ServiceRequest, signal: AbortSignal): ClientRequest => {
  const sent = httpRequest({
    ...target,
    method: request.method,
    path: request.path,
    // A header of its own for each product and no reuse: a product that is stopped waits for none.
    headers: { host: 'localhost', connection: 'close', ...request.headers },
    agent: false,
    signal,
  });
  sent.end(request.body);
  return sent;
};

const exchange = (
  target: Target,
  request: ServiceRequest,
  signal: AbortSignal,
): Promise<ServiceResponse> =>
  new Promise((resolve, reject) => {
    const sent = send(target, request, signal);
    sent.once('error', reject);
    sent.once('response', (response) => {
      collect(response).then(resolve, reject);
    });
  });

/** A supervised job as a service. @param end runs once when it has ended. */
export const serviceOf = (
  job: Job,
  target: (signal: AbortSignal) => Promise<Target>,
  end: () => Promise<void>,
): SandboxService => {
  let ended = false;
  const exited = job.exited.finally(() => {
    ended = true;
    return end();
  });
  exited.catch(() => undefined);
  const silence = ({ timeoutMs }: ServiceRequest, error: unknown, late: boolean): string => {
    if (ended) return 'the service has ended by itself';
    if (late) return `no answer within ${String(timeoutMs)} ms`;
    return `no answer (${error instanceof Error ? error.message : String(error)})`;
  };
  return {
    exited,
    output: job.output,
    running: job.running,
    async request(request) {
      const { method, path, timeoutMs } = request;
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        if (ended) throw new Error('ended');
        return await exchange(await target(signal), request, signal);
      } catch (error) {
        const why = silence(request, error, signal.aborted);
        throw new ServiceSilent(`${method} ${path}: ${why}.`);
      }
    },
    async stop(graceMs) {
      await job.stop(graceMs);
      return exited;
    },
  };
};
