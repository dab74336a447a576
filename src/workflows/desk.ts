import { ApplicationFailure } from '@temporalio/common';
import {
  defineQuery,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type { Acknowledgement } from '../domain/acknowledgement.ts';
import { refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { MESSAGE_NAMES, parseMessage } from '../domain/messages.ts';
import type { Message, MessageName } from '../domain/messages.ts';
import type { ExecutionView } from '../domain/status.ts';
import { refusalOf } from '../domain/steering.ts';
import { sayBudgetSet } from './budget.ts';
import { undecodable } from './payload-converter.ts';
import { situationOf } from './standing.ts';
import { note } from './state.ts';
import type { ExecutionState } from './state.ts';
import { viewOf } from './view.ts';

/** Messages that may wait at once; a flood beyond it is refused, and counted in the journal. */
const INBOX_MAX = 100;

const NEXT: Readonly<Record<MessageName, string>> = {
  pause: 'No new run or model call starts; runs in flight stop at their next call.',
  resume: 'The execution goes on with the next step.',
  rework: 'The reason goes to its owners as soon as runs in flight have settled.',
  approve: 'The execution goes on with this tree.',
  reject: 'The phase is reworked with the reason.',
  budget: 'The budget is set.',
};

const check = (
  state: ExecutionState,
  name: MessageName,
  args: readonly unknown[],
): Parsed<Message> => {
  const broken = args.map(undecodable).find((reason) => reason !== undefined);
  if (broken !== undefined) {
    return refused(`The payload of "${name}" can't be read as JSON (${broken}).`);
  }
  const message = parseMessage(name, args);
  if (!message.ok) return message;
  if (state.inbox.length >= INBOX_MAX)
    return refused('Too many messages wait already; send it later.');
  const refusal = refusalOf(message.value, situationOf(state));
  return refusal === undefined ? message : refused(refusal);
};

const describe = ({ name, by }: Message): string => (by === undefined ? name : `${name} by ${by}`);

const receive = (state: ExecutionState, name: MessageName, args: readonly unknown[]): void => {
  const message = check(state, name, args);
  if (!message.ok) {
    note(state, `Signal ${name} was refused: ${message.problem}`);
    return;
  }
  note(state, `Signal ${describe(message.value)} was taken.`);
  state.inbox.push(message.value);
};

const answer = (
  state: ExecutionState,
  name: MessageName,
  args: readonly unknown[],
): Acknowledgement => {
  const message = check(state, name, args);
  if (!message.ok) throw ApplicationFailure.nonRetryable(message.problem, 'MessageRefused');
  note(state, `Update ${describe(message.value)} was taken.`);
  state.inbox.push(message.value);
  const { value } = message;
  const next = value.name === 'budget' ? sayBudgetSet(state, value) : NEXT[name];
  return { status: state.status, message: next };
};

/**
 * Sets up query, signals and updates. Handlers only check, put into the inbox and answer; none of
 * them can throw on what it is sent, because that would fail the workflow task again and again.
 */
export const openDesk = (session: string, state: ExecutionState): void => {
  setHandler(defineQuery<ExecutionView>('status'), () => viewOf(session, state));
  for (const name of MESSAGE_NAMES) {
    setHandler(defineSignal<unknown[]>(name), (...args) => {
      receive(state, name, args);
    });
    setHandler(
      defineUpdate<Acknowledgement, unknown[]>(name),
      (...args) => answer(state, name, args),
      {
        validator: (...args) => {
          const message = check(state, name, args);
          if (!message.ok) throw ApplicationFailure.nonRetryable(message.problem, 'MessageRefused');
        },
      },
    );
  }
  setDefaultSignalHandler((name) => {
    note(state, `Signal "${name.slice(0, 64)}" is unknown; there are ${MESSAGE_NAMES.join(', ')}.`);
  });
};
