import { parsed, refused } from './brand.ts';
import type { Brand, Parsed } from './brand.ts';

/** The name a person gave an execution; it is the workflow id. */
export type SessionId = Brand<string, 'SessionId'>;

/** The UUID that an execution keeps over continue-as-new; rows and keys use it. */
export type ExecutionId = Brand<string, 'ExecutionId'>;

const SESSION = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export const parseSession = (value: unknown): Parsed<SessionId> =>
  typeof value === 'string' && SESSION.test(value)
    ? parsed(value as SessionId)
    : refused(
        'A session is 1 to 64 letters, digits, "-" or "_", and starts with a letter or a digit.',
      );

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isExecutionId = (value: unknown): value is ExecutionId =>
  typeof value === 'string' && UUID.test(value);
