/** Something wrong with an OpenAPI document. */
export interface Fault {
  readonly rule: string;
  readonly expected: string;
  readonly actual: string;
  /** A sentence about where it is and what would mend it; begins in the middle. */
  readonly message: string;
}
