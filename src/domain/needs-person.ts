import { sayShortage } from './budget.ts';
import type { Shortage } from './budget.ts';
import type { BlockKind } from './block.ts';

/** A reason to stop that only a person can lift; the execution is blocked with this kind. */
export class NeedsPerson extends Error {
  override readonly name: string = 'NeedsPerson';
  readonly kind: BlockKind;

  /** @param message what was wrong, where, and what to do next. No secret, no request body. */
  constructor(kind: BlockKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The next call does not fit into the budget; raising that lifts it. */
export class OverBudget extends NeedsPerson {
  override readonly name = 'OverBudget';
  readonly shortage: Shortage;

  constructor(shortage: Shortage) {
    super('budget', sayShortage(shortage));
    this.shortage = shortage;
  }
}
