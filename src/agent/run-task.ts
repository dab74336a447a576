import type { Finding } from '../domain/finding.ts';
import type { Matches, Territory } from '../domain/ownership.ts';
import type { Assignment, Persona } from '../domain/persona.ts';
import type { Limits } from '../domain/settings.ts';
import type { Part } from '../domain/single-team.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import type { Ledger, RunIdentity, RunResult } from '../ports/ledger.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { Equip } from '../ports/packages.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import type { Workspaces } from '../ports/workspaces.ts';
import type { ModelsInTurn } from './in-turn.ts';

/** The outside of a persona run. */
export interface RunDeps {
  readonly ledger: Ledger;
  readonly objects: ObjectStore;
  /** Without one, the model is told that commands can't be run. */
  readonly sandbox: Sandbox | undefined;
  /** Installs what the product declares, for commands on it; they see no packages when absent. */
  readonly equip?: Equip | undefined;
  readonly workspaces: Workspaces;
  readonly matches: Matches;
}

/** What is to be done. */
export interface RunTask {
  readonly identity: RunIdentity;
  readonly persona: Persona;
  readonly assignment: Assignment;
  readonly requirement: string;
  /** Of one persona alone: everything that a team would have done, part by part. */
  readonly parts?: readonly Part[];
  /** What the run starts from. */
  readonly tree: Tree;
  readonly findings: readonly Finding[];
  /** Of all personas, so that a refused write can name the owner. */
  readonly territories: readonly Territory[];
  /** The project was there before the team: all may read it, and this persona mends these paths. */
  readonly adopts?: (path: TreePath) => boolean;
  readonly models: ModelsInTurn;
  readonly limits: Limits;
  readonly assumeRecords: boolean;
}

/** How a run is watched and stopped. */
export interface RunControl {
  /** Closes the request in flight; the run then throws the signal's reason. */
  readonly signal: AbortSignal;
  /** Told what the run is about to do. */
  readonly beat: (detail: string) => void;
}

export type RunEnd =
  | { readonly kind: 'ended'; readonly result: RunResult }
  /** The execution is paused: run again once it is resumed. */
  | { readonly kind: 'held' };
