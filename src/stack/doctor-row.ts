/** What the doctor says about one thing. */

/**
 * - `ok`: there, and it works
 * - `idle`: not running, which is as it should be before `up`
 * - `warning`: works, with less than there could be
 * - `missing`: Maestro cannot do its work without it
 */
export type DoctorStatus = 'ok' | 'idle' | 'warning' | 'missing';

/** One thing that was looked at. */
export interface DoctorRow {
  readonly name: string;
  readonly status: DoctorStatus;
  /** What was found, in one line. */
  readonly detail: string;
  readonly version?: string;
  /** What to do, where something is to be done; one line. */
  readonly remedy?: string;
}
