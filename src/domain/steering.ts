import type { Block } from './block.ts';
import { raiseFor } from './budget.ts';
import type { Digest } from './digest.ts';
import type { Message } from './messages.ts';
import type { PersonaId } from './persona.ts';
import { hasEnded } from './status.ts';
import type { Status } from './status.ts';

/** What a message is judged by when it arrives. */
export interface Situation {
  readonly status: Status;
  readonly block?: Block;
  /** The tree that waits for a decision. */
  readonly awaiting?: Digest;
  /** Known personas; absent before admission. */
  readonly personas?: readonly PersonaId[];
}

type Refusal = string | undefined;

const refuseStrangers = (personas: readonly PersonaId[], known?: readonly PersonaId[]): Refusal => {
  const stranger = known && personas.find((id) => !known.includes(id));
  return stranger === undefined
    ? undefined
    : `"${stranger}" is no persona of this execution; it has ${(known ?? []).join(', ')}.`;
};

const refuseResume = (
  message: Extract<Message, { name: 'resume' }>,
  { status, block }: Situation,
): Refusal => {
  if (status === 'awaiting_approval') {
    return 'The execution waits for an approval: send approve or reject with the digest.';
  }
  const waits = status === 'paused' || status === 'pausing' || status === 'blocked';
  if (!waits) return `The execution is ${status}; there is nothing to resume.`;
  if (status === 'blocked' && block?.shortage !== undefined && message.model === undefined) {
    const { message: raise } = raiseFor(block.shortage);
    return `The next call does not fit into the budget: send budget with ${JSON.stringify(raise)} or more, or resume with {"model":"…"}.`;
  }
  const given = message.iterations !== undefined || message.model !== undefined;
  return status === 'blocked' && block?.kind === 'not_converging' && !given
    ? 'The execution does not converge: resume with {"iterations":n} or {"model":"…"}, send rework with a reason, or approve the tree as it is.'
    : undefined;
};

const refuseDecision = (
  message: Extract<Message, { name: 'approve' | 'reject' }>,
  { status, block, awaiting }: Situation,
): Refusal => {
  const acceptable =
    message.name === 'approve' && status === 'blocked' && block?.kind === 'not_converging';
  if (status !== 'awaiting_approval' && !acceptable) {
    return `The execution is ${status}${block ? ` (${block.kind})` : ''}; nothing waits for ${message.name}.`;
  }
  return message.digest === awaiting
    ? undefined
    : `The digest is not that of the tree that waits; that one is ${awaiting ?? 'not known yet'}. Look at it, then decide.`;
};

/** Why a message can't be taken now, or `undefined`: the table of the steering messages. */
export const refusalOf = (message: Message, situation: Situation): Refusal => {
  const { status } = situation;
  if (hasEnded(status)) {
    return `The execution has ended (${status}); start another one under a new session.`;
  }
  switch (message.name) {
    case 'pause':
      return undefined;
    case 'resume':
      return refuseResume(message, situation);
    case 'rework':
      return refuseStrangers(message.personas, situation.personas);
    case 'budget':
      return message.part.kind === 'persona'
        ? refuseStrangers([message.part.persona], situation.personas)
        : undefined;
    case 'approve':
    case 'reject':
      return refuseDecision(message, situation);
  }
};
