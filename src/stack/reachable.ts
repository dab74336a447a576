/** Whether servers that are not ours answer. */
import { connect } from 'node:net';
import { Client } from 'pg';
import { reasonOf, StackError } from './stack-error.ts';

const ANSWER_MS = 4_000;

/** Nothing when a TCP connection to host:port succeeds, or why it does not. */
export async function tcpProblem(address: string): Promise<string | undefined> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  const port = Number(address.slice(colon + 1));
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_MS });
    const settle = (problem: string | undefined) => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('connect', () => {
      settle(undefined);
    });
    socket.once('timeout', () => {
      settle('no answer');
    });
    socket.once('error', (error) => {
      settle(reasonOf(error));
    });
  });
}

/** Nothing when the database answers a query, or why it does not. */
export async function databaseProblem(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return undefined;
  } catch (error) {
    return reasonOf(error) || 'no answer';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @throws {StackError} when the server that TEMPORAL_ADDRESS names does not answer */
export async function requireTemporal(address: string): Promise<void> {
  const problem = await tcpProblem(address);
  if (problem === undefined) return;
  throw new StackError(`TEMPORAL_ADDRESS is ${address}, where no Temporal answers: ${problem}`, [
    'start that server',
    'unset TEMPORAL_ADDRESS to have one started',
  ]);
}

/** @throws {StackError} when the database that DATABASE_URL names does not answer */
export async function requireDatabase(url: string): Promise<void> {
  const problem = await databaseProblem(url);
  if (problem === undefined) return;
  throw new StackError(`The Postgres that DATABASE_URL names does not answer: ${problem}`, [
    'start it, or correct DATABASE_URL',
    'unset DATABASE_URL to have one started',
  ]);
}
