import { isObject, parsed, refused } from './brand.ts';
import type { JsonObject, Parsed } from './brand.ts';
import { parseBudget } from './budget.ts';
import type { BudgetPart } from './budget.ts';
import { isDigest } from './digest.ts';
import type { Digest } from './digest.ts';
import type { NanoUsd } from './money.ts';
import { parsePersonaId } from './persona.ts';
import type { PersonaId } from './persona.ts';
import { isPhase, PHASES } from './phases.ts';
import { isModelList, MODEL_SPEC_HELP } from './model-spec.ts';
import { isIterations } from './settings.ts';

/** What a person or a service can tell an execution, as signals and as updates of the same name. */
export const MESSAGE_NAMES = ['pause', 'resume', 'rework', 'approve', 'reject', 'budget'] as const;
export type MessageName = (typeof MESSAGE_NAMES)[number];

export type Message =
  | { readonly name: 'pause'; readonly now: boolean; readonly by?: string }
  | {
      readonly name: 'resume';
      readonly iterations?: number;
      readonly model?: string;
      readonly by?: string;
    }
  | {
      readonly name: 'rework';
      readonly personas: readonly PersonaId[];
      readonly reason: string;
      readonly by?: string;
    }
  | {
      readonly name: 'approve';
      readonly digest: Digest;
      readonly by: string;
      readonly reason?: string;
    }
  | {
      readonly name: 'reject';
      readonly digest: Digest;
      readonly by: string;
      readonly reason: string;
    }
  | {
      readonly name: 'budget';
      readonly limit: NanoUsd;
      readonly part: BudgetPart;
      readonly by?: string;
    };

export const REASON_MAX = 4_000;
export const BY_MAX = 200;

const ALLOWED: Readonly<Record<MessageName, readonly string[]>> = {
  pause: ['now', 'by'],
  resume: ['iterations', 'model', 'by'],
  rework: ['personas', 'reason', 'by'],
  approve: ['digest', 'by', 'reason'],
  reject: ['digest', 'by', 'reason'],
  budget: ['usd', 'phase', 'persona', 'by'],
};

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= max;

type Reader = (body: JsonObject) => Parsed<Message>;

const readPause: Reader = ({ now }) =>
  now === undefined || typeof now === 'boolean'
    ? parsed({ name: 'pause', now: now === true })
    : refused('"now" must be true or false.');

const readResume: Reader = ({ iterations, model }) => {
  if (iterations !== undefined && !isIterations(iterations)) {
    return refused('"iterations" must be a whole number from 1 to 10.');
  }
  if (model !== undefined && !isModelList(model)) return refused(MODEL_SPEC_HELP);
  return parsed({
    name: 'resume',
    ...(iterations === undefined ? {} : { iterations }),
    ...(model === undefined ? {} : { model }),
  });
};

const readPersonas = (value: unknown): Parsed<readonly PersonaId[]> => {
  if (value === undefined) return parsed([]);
  if (!Array.isArray(value) || value.length === 0 || value.length > 64) {
    return refused(
      '"personas" must be a list of 1 to 64 persona ids; leave it out for the current team.',
    );
  }
  const ids: PersonaId[] = [];
  for (const item of value as readonly unknown[]) {
    const id = parsePersonaId(item);
    if (!id.ok) return id;
    ids.push(id.value);
  }
  return parsed([...new Set(ids)]);
};

const readRework: Reader = ({ personas, reason }) => {
  if (!isText(reason, REASON_MAX)) {
    return refused(`"reason" is needed: what to change, at most ${String(REASON_MAX)} characters.`);
  }
  const ids = readPersonas(personas);
  return ids.ok ? parsed({ name: 'rework', personas: ids.value, reason: reason.trim() }) : ids;
};

const DIGEST_HELP =
  '"digest" must be the 64 hexadecimal digits that the status shows for the tree.';

const readApprove: Reader = ({ digest, by, reason }) => {
  if (!isDigest(digest)) return refused(DIGEST_HELP);
  if (!isText(by, BY_MAX)) return refused('"by" is needed: who approves.');
  if (reason !== undefined && !isText(reason, REASON_MAX))
    return refused('"reason" must be a text.');
  return parsed({ name: 'approve', digest, by, ...(reason === undefined ? {} : { reason }) });
};

const readReject: Reader = ({ digest, by, reason }) => {
  if (!isDigest(digest)) return refused(DIGEST_HELP);
  if (!isText(by, BY_MAX)) return refused('"by" is needed: who rejects.');
  if (!isText(reason, REASON_MAX)) return refused('"reason" is needed: what to change.');
  return parsed({ name: 'reject', digest, by, reason });
};

const readPart = ({ phase, persona }: JsonObject): Parsed<BudgetPart> => {
  if (phase !== undefined && persona !== undefined) {
    return refused('"phase" and "persona" have caps of their own; send one of them.');
  }
  if (phase !== undefined) {
    return isPhase(phase)
      ? parsed({ kind: 'phase', phase })
      : refused(`"phase" must be one of ${PHASES.join(', ')}.`);
  }
  if (persona === undefined) return parsed({ kind: 'execution' });
  const id = parsePersonaId(persona);
  return id.ok ? parsed({ kind: 'persona', persona: id.value }) : id;
};

const readBudget: Reader = (body) => {
  const limit = parseBudget(body['usd']);
  if (!limit.ok) return refused(`"usd" ${limit.problem}.`);
  const part = readPart(body);
  return part.ok ? parsed({ name: 'budget', limit: limit.value, part: part.value }) : part;
};

const READERS: Readonly<Record<MessageName, Reader>> = {
  pause: readPause,
  resume: readResume,
  rework: readRework,
  approve: readApprove,
  reject: readReject,
  budget: readBudget,
};

/**
 * The guard of every message.
 * @param args what came with it: nothing, or one JSON object.
 */
export const parseMessage = (name: MessageName, args: readonly unknown[]): Parsed<Message> => {
  const body = args[0] ?? {};
  if (args.length > 1 || !isObject(body)) {
    return refused(`"${name}" takes one optional JSON object.`);
  }
  const unknown = Object.keys(body).find((key) => !ALLOWED[name].includes(key));
  if (unknown !== undefined) {
    return refused(
      `"${unknown.slice(0, 64)}" is no field of "${name}"; it takes ${ALLOWED[name].join(', ')}.`,
    );
  }
  const { by } = body;
  if (by !== undefined && !isText(by, BY_MAX)) return refused('"by" must be a short text.');
  const message = READERS[name](body);
  if (!message.ok || by === undefined) return message;
  return parsed({ ...message.value, by });
};
