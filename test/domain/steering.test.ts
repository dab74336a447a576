import { describe, expect, test } from '@jest/globals';
import { blockForBudget, blockOf } from '../../src/domain/block.ts';
import type { Shortage } from '../../src/domain/budget.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import { parseMessage } from '../../src/domain/messages.ts';
import type { Message, MessageName } from '../../src/domain/messages.ts';
import { refusalOf } from '../../src/domain/steering.ts';
import type { Situation } from '../../src/domain/steering.ts';
import { STATUSES } from '../../src/domain/status.ts';
import { digest, personaId } from './arbitraries.ts';

const TREE = digest('a');
const OTHER = digest('b');

const message = (name: MessageName, body: unknown = {}): Message => {
  const read = parseMessage(name, [body]);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
};

const pause = message('pause');
const resume = message('resume');
const rework = message('rework', { reason: 'Use ISO dates.' });
const approve = message('approve', { digest: TREE, by: 'Kim' });
const budget = message('budget', { usd: 5 });
const reject = message('reject', { digest: TREE, by: 'Kim', reason: 'No.' });

const running: Situation = { status: 'running' };
const paused: Situation = { status: 'paused' };
const stuck: Situation = {
  status: 'blocked',
  block: blockOf('not_converging', 'why'),
  awaiting: TREE,
};
const broke: Situation = { status: 'blocked', block: blockOf('credentials', 'why') };
const asking: Situation = { status: 'awaiting_approval', awaiting: TREE };

describe('a message', () => {
  test.each([
    ['pause', pause, { running: true, paused: true, stuck: true, broke: true, asking: true }],
    ['resume', resume, { running: false, paused: true, stuck: false, broke: true, asking: false }],
    ['rework', rework, { running: true, paused: true, stuck: true, broke: true, asking: true }],
    [
      'approve',
      approve,
      { running: false, paused: false, stuck: true, broke: false, asking: true },
    ],
    ['budget', budget, { running: true, paused: true, stuck: true, broke: true, asking: true }],
    ['reject', reject, { running: false, paused: false, stuck: false, broke: false, asking: true }],
  ])('%s is taken where the table of messages says so', (_, given, taken) => {
    const situations = { running, paused, stuck, broke, asking };
    const answers = Object.entries(situations).map(
      ([name, situation]) => [name, refusalOf(given, situation) === undefined] as const,
    );
    expect(Object.fromEntries(answers)).toEqual(taken);
  });

  test.each(['completed', 'failed', 'cancelled'] as const)(
    'is refused once the execution is %s',
    (status) => {
      for (const given of [pause, resume, rework, approve, reject, budget]) {
        expect(refusalOf(given, { status })).toContain('has ended');
      }
    },
  );

  test('that lifts "not converging" has to bring something', () => {
    expect(refusalOf(message('resume', { iterations: 1 }), stuck)).toBeUndefined();
    expect(refusalOf(message('resume', { model: 'blueprint' }), stuck)).toBeUndefined();
    expect(refusalOf(resume, stuck)).toContain('resume with');
  });

  test('that lifts a budget has to be one, or name a cheaper model', () => {
    const shortage: Shortage = {
      part: { kind: 'execution' },
      limit: nanoUsd(1),
      spent: nanoUsd(1),
      reserved: nanoUsd(0),
      needed: nanoUsd(3e9),
    };
    const poor: Situation = { status: 'blocked', block: blockForBudget('s', shortage, 'why') };
    expect(refusalOf(resume, poor)).toBe(
      'The next call does not fit into the budget: send budget with {"usd":3.01} or more, or resume with {"model":"…"}.',
    );
    expect(refusalOf(message('resume', { model: 'blueprint' }), poor)).toBeUndefined();
    expect(refusalOf(budget, poor)).toBeUndefined();
    expect(refusalOf(resume, { ...poor, status: 'paused' })).toBeUndefined();
  });

  test('that decides on another tree is refused, and names the right one', () => {
    const other = message('approve', { digest: OTHER, by: 'Kim' });
    expect(refusalOf(other, asking)).toContain(TREE);
    expect(refusalOf(other, stuck)).toContain(TREE);
  });

  test('that names a persona that is not there is refused, once personas are known', () => {
    const stranger = message('rework', { reason: 'x', personas: ['qa_engineer', 'nobody'] });
    const personas = [personaId('qa_engineer')];
    const cap = message('budget', { usd: 1, persona: 'nobody' });
    expect(refusalOf(cap, { ...running, personas })).toContain('"nobody"');
    expect(refusalOf(stranger, { ...running, personas })).toContain('"nobody"');
    expect(refusalOf(stranger, running)).toBeUndefined();
  });

  test('is answered for every status', () => {
    for (const status of STATUSES) {
      for (const given of [pause, resume, rework, approve, reject]) {
        expect(['string', 'undefined']).toContain(typeof refusalOf(given, { status }));
      }
    }
  });
});
