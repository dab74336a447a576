import type { Severity } from '../../domain/contract.ts';

/** Something in which a service and its description are at odds. */
export interface Fault {
  readonly severity: Severity;
  readonly rule: string;
  /** Who is at fault: the service, or the document where the service does what is sensible. */
  readonly at: 'service' | 'document';
  /** `POST /notes with "text" missing`. */
  readonly request: string;
  readonly expected: string;
  readonly actual: string;
  /** What would mend it. */
  readonly advice: string;
}
