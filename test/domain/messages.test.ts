import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BY_MAX, MESSAGE_NAMES, parseMessage, REASON_MAX } from '../../src/domain/messages.ts';
import type { MessageName } from '../../src/domain/messages.ts';
import { digest } from './arbitraries.ts';

const DIGEST = digest('ab');

const problemOf = (name: MessageName, ...args: readonly unknown[]): string => {
  const message = parseMessage(name, args);
  return message.ok ? 'accepted' : message.problem;
};

describe('a message', () => {
  test.each([
    ['pause', [], { name: 'pause', now: false }],
    ['pause', [null], { name: 'pause', now: false }],
    ['pause', [{ now: true, by: 'Kim' }], { name: 'pause', now: true, by: 'Kim' }],
    ['resume', [{}], { name: 'resume' }],
    [
      'resume',
      [{ iterations: 2, model: 'blueprint' }],
      { name: 'resume', iterations: 2, model: 'blueprint' },
    ],
    ['rework', [{ reason: ' dates ' }], { name: 'rework', personas: [], reason: 'dates' }],
    [
      'rework',
      [{ reason: 'x', personas: ['qa_engineer', 'qa_engineer'] }],
      { name: 'rework', personas: ['qa_engineer'], reason: 'x' },
    ],
    ['approve', [{ digest: DIGEST, by: 'Kim' }], { name: 'approve', digest: DIGEST, by: 'Kim' }],
    [
      'reject',
      [{ digest: DIGEST, by: 'Kim', reason: 'no' }],
      { name: 'reject', digest: DIGEST, by: 'Kim', reason: 'no' },
    ],
    [
      'budget',
      [{ usd: 2.5, by: 'Kim' }],
      { name: 'budget', limit: 2.5e9, part: { kind: 'execution' }, by: 'Kim' },
    ],
    [
      'budget',
      [{ usd: 1, phase: 'design' }],
      { name: 'budget', limit: 1e9, part: { kind: 'phase', phase: 'design' } },
    ],
    [
      'budget',
      [{ usd: 1, persona: 'qa_engineer' }],
      { name: 'budget', limit: 1e9, part: { kind: 'persona', persona: 'qa_engineer' } },
    ],
  ] as const)('%s with %j is read', (name, args, value) => {
    expect(parseMessage(name, args)).toEqual({ ok: true, value });
  });

  test.each([
    ['pause', { now: 'yes' }, '"now" must be true or false'],
    ['pause', 'now', 'one optional JSON object'],
    ['pause', [], 'one optional JSON object'],
    ['pause', { by: '' }, '"by"'],
    ['pause', { by: 'x'.repeat(BY_MAX + 1) }, '"by"'],
    ['resume', { iterations: 0 }, 'from 1 to 10'],
    ['resume', { iterations: 11 }, 'from 1 to 10'],
    ['resume', { iterations: '3' }, 'from 1 to 10'],
    ['resume', { model: 'gpt' }, 'A model is'],
    ['budget', {}, '"usd" must be US dollars'],
    ['budget', { usd: '5' }, '"usd" must be US dollars'],
    ['budget', { usd: 1, phase: 'lunch' }, '"phase" must be one of'],
    ['budget', { usd: 1, phase: 'design', persona: 'qa_engineer' }, 'send one of them'],
    ['rework', {}, '"reason" is needed'],
    ['rework', { reason: '   ' }, '"reason" is needed'],
    ['rework', { reason: 'x'.repeat(REASON_MAX + 1) }, '"reason" is needed'],
    ['rework', { reason: 'x', personas: [] }, '1 to 64 persona ids'],
    ['rework', { reason: 'x', personas: 'qa_engineer' }, '1 to 64 persona ids'],
    ['rework', { reason: 'x', personas: ['QA Engineer'] }, 'A persona id is'],
    ['approve', { by: 'Kim' }, '"digest" must be'],
    ['approve', { digest: DIGEST.slice(1), by: 'Kim' }, '"digest" must be'],
    ['approve', { digest: DIGEST }, '"by" is needed'],
    ['approve', { digest: DIGEST, by: 'Kim', reason: 7 }, '"reason"'],
    ['reject', { digest: DIGEST, by: 'Kim' }, '"reason" is needed'],
    ['reject', { digest: DIGEST, reason: 'no' }, '"by" is needed'],
    ['resume', { iteration: 2 }, 'it takes iterations, model, by'],
    ['pause', JSON.parse('{"__proto__":{"now":true}}'), 'is no field of "pause"'],
  ] as const)('%s with %j is refused', (name, body, reason) => {
    expect(problemOf(name, body)).toContain(reason);
  });

  test('takes one argument at most', () => {
    expect(problemOf('pause', {}, {})).toContain('one optional JSON object');
  });

  test('never makes the guard throw, and a field that it does not know is always refused', () => {
    const name = fc.constantFrom(...MESSAGE_NAMES);
    const odd = fc.dictionary(
      fc.constantFrom('now', 'by', 'reason', 'personas', 'digest', 'iterations', 'model'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(name, fc.array(fc.oneof(fc.jsonValue(), odd)), (message, args) => {
        expect(typeof parseMessage(message, args).ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(name, odd, fc.string(), (message, body, key) => {
        fc.pre(!/^(now|by|reason|personas|digest|iterations|model)$/.test(key));
        const own = Object.fromEntries([...Object.entries(body), [key, 1] as const]);
        expect(parseMessage(message, [own]).ok).toBe(false);
      }),
    );
  });
});
