/** A pattern in a requirement that speaks for or against record keeping. */
export interface Sign {
  readonly pattern: RegExp;
  readonly weight: number;
  /** What it shows, in a few words. */
  readonly reason: string;
}
