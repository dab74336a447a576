/** Of the operating system, as Node names them. */
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/**
 * Of Postgres (appendix A of its manual): shutting down, crashed, starting up, too many
 * connections, idle session ended; class 08 is "connection exception".
 */
const POSTGRES = new Set(['57P01', '57P02', '57P03', '57P05', '53300']);

/** What `pg` and its pool say without a code. */
const MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|timeout expired|query read timeout|connection error and is not queryable|not queryable|client was closed/i;

const textOf = (error: object, field: 'code' | 'message'): string => {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
};

/**
 * What went wrong with the connection, in a few words, or `undefined` when the error is about
 * something else (a constraint, a wrong password, a bug).
 */
export const connectionLoss = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const code = textOf(error, 'code');
  const message = textOf(error, 'message');
  if (SYSTEM.has(code)) return code;
  if (POSTGRES.has(code) || code.startsWith('08')) return message;
  return code === '' && MESSAGES.test(message) ? message : undefined;
};
