/** A registry as a tool of this machine has it configured. */
export interface Configured {
  /** Its URL, without a name or password. */
  readonly index: string;
  /** Further ones that are configured beside it. */
  readonly more: readonly string[];
  /** What tells the tool inside of it. */
  readonly env: Readonly<Record<string, string>>;
  /** File with the certificates of authorities that this machine trusts. */
  readonly authorities?: string;
  /** A page of it whose links say where it keeps its files. */
  readonly page: string;
}
