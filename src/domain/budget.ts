import { isObject, parsed, refused } from './brand.ts';
import type { JsonObject, Parsed } from './brand.ts';
import { formatUsd, nanoUsd } from './money.ts';
import type { NanoUsd } from './money.ts';
import { strangerAmong } from './nearest.ts';
import type { PersonaId } from './persona.ts';
import type { Phase } from './phases.ts';

/** What an execution may spend: as a whole, and in parts of it. What is absent has no limit. */
export interface Budget {
  readonly total?: NanoUsd;
  readonly phases?: Readonly<Partial<Record<Phase, NanoUsd>>>;
  readonly personas?: Readonly<Record<PersonaId, NanoUsd>>;
}

/** What has a limit: the execution, or a phase or a persona with a cap of its own. */
export type BudgetPart =
  | { readonly kind: 'execution' }
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'persona'; readonly persona: PersonaId };

/** Why a call does not fit. */
export interface Shortage {
  readonly part: BudgetPart;
  readonly limit: NanoUsd;
  /** Sum of the outcomes' cost. */
  readonly spent: NanoUsd;
  /** Worst cases of calls under way. */
  readonly reserved: NanoUsd;
  /** The worst case of the call that does not fit. */
  readonly needed: NanoUsd;
}

const KINDS: readonly BudgetPart['kind'][] = ['execution', 'phase', 'persona'];

/** Whether a value is what the ledger told, as it comes back from a history. */
export const isShortage = (value: unknown): value is Shortage =>
  isObject(value) &&
  isObject(value['part']) &&
  KINDS.some((kind) => kind === (value['part'] as JsonObject)['kind']) &&
  ['limit', 'spent', 'reserved', 'needed'].every((name) => Number.isSafeInteger(value[name]));

const USD_MAX = 1_000_000;

export const BUDGET_HELP = `must be US dollars: a number above 0 and at most ${USD_MAX.toLocaleString('en-US')}`;

const NANO = 1e9;

/** US dollars to the nearest nano-USD: at least one of these, at most a million dollars. */
export const parseBudget = (usd: unknown): Parsed<NanoUsd> =>
  typeof usd === 'number' && usd <= USD_MAX && Math.round(usd * NANO) >= 1
    ? parsed(nanoUsd(Math.round(usd * NANO)))
    : refused(BUDGET_HELP);

export const limitOf = (
  { total, phases = {}, personas = {} }: Budget,
  part: BudgetPart,
): NanoUsd | undefined => {
  switch (part.kind) {
    case 'execution':
      return total;
    case 'phase':
      return phases[part.phase];
    case 'persona':
      return Object.hasOwn(personas, part.persona) ? personas[part.persona] : undefined;
  }
};

/** The budget with another limit for one part of it. */
export const withLimit = (budget: Budget, part: BudgetPart, limit: NanoUsd): Budget => {
  switch (part.kind) {
    case 'execution':
      return { ...budget, total: limit };
    case 'phase':
      return { ...budget, phases: { ...budget.phases, [part.phase]: limit } };
    case 'persona':
      return { ...budget, personas: { ...budget.personas, [part.persona]: limit } };
  }
};

/** What is wrong with caps for a persona that there is not. */
export const strangerInBudget = (
  budget: { readonly personas?: Readonly<Record<string, unknown>> } = {},
  known: readonly PersonaId[],
): string | undefined => strangerAmong('budget.personas', budget.personas, known);

/** Whether the call that did not fit would fit into this budget. */
export const fits = ({ part, spent, needed }: Shortage, budget: Budget): boolean =>
  spent + needed <= (limitOf(budget, part) ?? Infinity);

/** The least limit, in US dollars and whole cents, that the call would fit into. */
const leastUsd = ({ spent, needed }: Shortage): number =>
  Math.ceil((spent + needed) / (NANO / 100)) / 100;

/** Shares of the budget, in percent, at which a person is warned. */
const WARN_AT = [50, 80, 95] as const;

/** The warnings that what is spent has reached, in percent of the budget. */
export const warningsAt = (spent: NanoUsd, total: NanoUsd): readonly number[] =>
  WARN_AT.filter((percent) => spent * 100 >= percent * total);

const WHOSE: Readonly<Record<BudgetPart['kind'], string>> = {
  execution: 'The budget',
  phase: 'The cap of the phase',
  persona: 'The cap of the persona',
};

const nameOf = (part: BudgetPart): string | undefined =>
  part.kind === 'execution' ? undefined : part.kind === 'phase' ? part.phase : part.persona;

/** `The budget`, `The cap of the phase design`. */
export const sayPart = (part: BudgetPart): string =>
  [WHOSE[part.kind], nameOf(part)].filter((text) => text !== undefined).join(' ');

/** `The budget is $2.00, of which $1.99 is spent; the next call needs up to $0.12.` */
export const sayShortage = ({ part, limit, spent, needed }: Shortage): string =>
  `${sayPart(part)} is ${formatUsd(limit)}, of which ${formatUsd(spent)} is spent; the next call needs up to ${formatUsd(needed)}.`;

/** What to send to lift it, as the fields of the message `budget` and as words of the command. */
export const raiseFor = (
  shortage: Shortage,
): { readonly message: Readonly<Record<string, unknown>>; readonly words: string } => {
  const { part } = shortage;
  const usd = leastUsd(shortage);
  const name = nameOf(part);
  return name === undefined
    ? { message: { usd }, words: String(usd) }
    : { message: { usd, [part.kind]: name }, words: `${String(usd)} --${part.kind} ${name}` };
};
