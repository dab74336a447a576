import type { Matches } from '../domain/ownership.ts';
import type { Settings } from '../domain/settings.ts';
import type { StartInput } from '../domain/start-input.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Models } from '../ports/model.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { PackagesFor } from '../ports/packages.ts';
import type { PersonaRegistry } from '../ports/personas.ts';
import type { Quality } from '../ports/quality.ts';
import type { Records } from '../ports/records.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import type { Workspaces } from '../ports/workspaces.ts';

/** Where generated code may run right now. */
export interface Sandboxes {
  /** A real sandbox, or `undefined`; looked for again each time, since a person may install one. */
  isolated(): Promise<Sandbox | undefined>;
  /** Why the last look found none, which limit it could not hold, and how to get one; else empty. */
  missing(): string;
  /** A plain child process, for the output of a trusted model only. */
  readonly plain: Sandbox;
}

/** Everything outside that activities need, put together by the worker. */
export interface Environment {
  readonly objects: ObjectStore;
  readonly ledger: Ledger;
  readonly records: Records;
  readonly models: Models;
  readonly personas: PersonaRegistry;
  readonly sandboxes: Sandboxes;
  readonly workspaces: Workspaces;
  readonly packages: PackagesFor;
  readonly matches: Matches;
  readonly quality: Quality;
  /** The worker's settings with what the start input says on top. */
  settingsFor(start: StartInput): Promise<Settings>;
  /** Host and pid, for the ledger. */
  readonly worker: string;
}

/** What an activity may know of its own execution. */
export interface Control {
  readonly signal: AbortSignal;
  /** Tells Temporal that this attempt lives; the detail is for people. */
  readonly beat: (detail: string) => void;
  /** Of this activity, in all of its attempts. */
  readonly scheduling: string;
  /** From 1 within the scheduling. */
  readonly retry: number;
}
