import type { BlockKind } from './block.ts';

/** A reason to stop that only a person can lift; the execution is blocked with this kind. */
export class NeedsPerson extends Error {
  override readonly name = 'NeedsPerson';
  readonly kind: BlockKind;

  /** @param message what was wrong, where, and what to do next. No secret, no request body. */
  constructor(kind: BlockKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
