import { expect, test } from '@jest/globals';
import { createScrubber } from '../../src/domain/secrets.ts';
import { createLog } from '../../src/workers/log.ts';
import { scrubError } from '../../src/workers/scrubs-errors.ts';

const KEY = 'plain0123456789abcdef';
const scrub = createScrubber([KEY]);

const lineOf = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = [];
  write(createLog('info', scrub, { write: (line) => lines.push(line) }));
  return lines.join('');
};

test('no log line holds a configured key, in a message, a field, an error or its cause', () => {
  const line = lineOf((log) => {
    const cause = new Error(`cause ${KEY}`);
    log.warn({ err: new Error(`it said ${KEY}`, { cause }), [KEY]: [KEY] }, `asked with ${KEY}`);
  });
  expect(JSON.parse(line)).toMatchObject({ msg: 'asked with [key]' });
  expect(line).not.toContain(KEY);
});

test('fields that are named as keys are not written, whatever they hold', () => {
  const line = lineOf((log) => {
    log.info({ apiKey: 'odd 1', config: { apiKey: 'odd 2' }, headers: { 'x-api-key': 'odd 3' } });
  });
  expect(line).not.toContain('odd');
});

test('an error that leaves an activity holds no key, nor does its stack or its cause', () => {
  const error = new Error(`outer ${KEY}`, { cause: new TypeError(`inner ${KEY}`) });
  scrubError(error, scrub);
  expect(error.message).toBe('outer [key]');
  expect(String(error.stack) + String((error.cause as Error).stack)).not.toContain(KEY);
});
