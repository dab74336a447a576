import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Scrub } from '../domain/secrets.ts';

/** Fields that hold a key by their name, wherever a library may put them in what it logs. */
const KEYS = ['apiKey', 'authorization', 'databaseUrl', 'password', '["x-api-key"]'];

const pathOf = (parent: string, key: string): string =>
  key.startsWith('[') ? `${parent}${key}` : parent === '' ? key : `${parent}.${key}`;

const REDACTED = ['', '*', '*.headers', 'headers', 'err', 'err.cause', 'config'].flatMap((parent) =>
  KEYS.map((key) => pathOf(parent, key)),
);

/**
 * Lines of JSON on standard error; standard output belongs to the supervisor's protocol. Keys are
 * taken out twice: fields by their name, and values wherever they stand in the finished line.
 */
export const createLog = (
  level: string,
  scrub: Scrub,
  destination: { write(line: string): unknown } = pino.destination(2),
): Logger =>
  pino(
    { name: 'maestro', level, base: { pid: process.pid }, redact: { paths: REDACTED } },
    {
      write: (line) => {
        destination.write(scrub(line));
      },
    },
  );
