import { formatUsd } from './money.ts';
import type { NanoUsd } from './money.ts';
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

const WHOSE: Readonly<Record<BudgetPart['kind'], string>> = {
  execution: 'The budget',
  phase: 'The cap of the phase',
  persona: 'The cap of the persona',
};

const nameOfPart = (part: BudgetPart): string | undefined =>
  part.kind === 'execution' ? undefined : part.kind === 'phase' ? part.phase : part.persona;

/** `The budget is $2.00, of which $1.99 is spent; the next call needs up to $0.12.` */
export const sayShortage = (shortage: Shortage): string => {
  const { part, limit, spent, needed } = shortage;
  const whose = [WHOSE[part.kind], nameOfPart(part)].filter((text) => text !== undefined).join(' ');
  return `${whose} is ${formatUsd(limit)}, of which ${formatUsd(spent)} is spent; the next call needs up to ${formatUsd(needed)}.`;
};
