import { describe, expect, test } from '@jest/globals';
import { blockOf } from '../../src/domain/block.ts';
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
      for (const given of [pause, resume, rework, approve, reject]) {
        expect(refusalOf(given, { status })).toContain('has ended');
      }
    },
  );

  test('that lifts "not converging" has to bring something', () => {
    expect(refusalOf(message('resume', { iterations: 1 }), stuck)).toBeUndefined();
    expect(refusalOf(message('resume', { model: 'blueprint' }), stuck)).toBeUndefined();
    expect(refusalOf(resume, stuck)).toContain('resume with');
  });

  test('that decides on another tree is refused, and names the right one', () => {
    const other = message('approve', { digest: OTHER, by: 'Kim' });
    expect(refusalOf(other, asking)).toContain(TREE);
    expect(refusalOf(other, stuck)).toContain(TREE);
  });

  test('that names a persona that is not there is refused, once personas are known', () => {
    const stranger = message('rework', { reason: 'x', personas: ['qa_engineer', 'nobody'] });
    const personas = [personaId('qa_engineer')];
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
