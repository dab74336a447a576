import { pino } from 'pino';
import type { Logger } from 'pino';

/** Lines of JSON on standard error; standard output belongs to the supervisor's protocol. */
export const createLog = (level: string): Logger =>
  pino({ name: 'maestro', level, base: { pid: process.pid } }, pino.destination(2));
