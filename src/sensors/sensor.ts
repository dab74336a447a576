import type { Digest } from '../domain/digest.ts';
import type { Evidence, SensorName } from '../domain/evidence.ts';
import type { Matches } from '../domain/ownership.ts';
import type { Assignment, Persona, PersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import type { SandboxLimits } from '../domain/settings.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import type { Packages } from '../ports/packages.ts';
import type { Oddity, Sandbox } from '../ports/sandbox.ts';
import type { Provision } from './provision.ts';

/** A persona that has had a turn, and what it was to deliver. */
export interface Member {
  readonly persona: Persona;
  readonly assignment: Assignment;
}

/** An accepted tree that another one is held against. */
export interface Baseline {
  readonly treeDigest: Digest;
  readonly tree: Tree;
  /** The first megabyte of one of its files. @throws ObjectMissing, ObjectDamaged */
  readonly read: (path: TreePath) => Promise<Uint8Array>;
  /** Who produced one of its files. */
  readonly producerOf: (path: TreePath) => PersonaId;
  /** Whether its tests were measured by these sensors at the gate that it passed. */
  readonly measured?: boolean;
}

/** What a sensor may look at, and what it may use. */
export interface SenseContext {
  readonly phase: Phase;
  readonly treeDigest: Digest;
  readonly tree: Tree;
  /** The first megabyte of a file of the tree. @throws ObjectMissing, ObjectDamaged */
  readonly read: (path: TreePath) => Promise<Uint8Array>;
  /** All of a file of the tree, for what is handed on and not looked into. @throws as `read` */
  readonly readWhole: (path: TreePath) => Promise<Uint8Array>;
  /** Absent where no tree was accepted before: then nothing is known of what was weakened. */
  readonly baseline?: Baseline;
  /** The best attempt of this phase so far that did not pass; absent where there is none. */
  readonly attempt?: Baseline;
  /** The tree as a folder: one for all sensors of a gate, installed and built in. */
  readonly workspace: () => Promise<string>;
  /** A copy of the workspace as it is now, for what changes files while it runs. */
  readonly scratch: () => Promise<string>;
  /** Another tree as a folder of its own, with what the workspace has beside this one's files. */
  readonly folderOf: (tree: Tree) => Promise<string>;
  /** Everybody who has had a turn up to and with this phase, in the order of phases. */
  readonly team: readonly Member[];
  /** Who produced a file: its run, else who owns the path. */
  readonly producerOf: (path: TreePath) => PersonaId;
  readonly sandbox: Sandbox | undefined;
  /** Why there is none, for people. */
  readonly noSandbox?: string;
  /** Where packages come from; absent where installing has no network. */
  readonly packages?: Packages | undefined;
  /** Shows all commands that run from now on what was installed for them. */
  readonly provide: (provision: Provision) => void;
  /** What the folder that the tree was made from held beside plain files; none for a product of ours. */
  readonly imported: readonly Oddity[];
  /** What runs in the sandbox have left behind by now that should not be there. */
  readonly left: () => readonly Oddity[];
  /** Whether all of the tree is output of ours, which may run without a real sandbox. */
  readonly trusted: boolean;
  readonly limits: SandboxLimits;
  /** The time for mutants of the code, in ms; 0: none are tried. */
  readonly mutationMs: number;
  /** The time for running tests again and in other orders, in ms; 0: they are not. */
  readonly orderMs: number;
  /** Keeps a log in the object store. */
  readonly saveLog: (text: string) => Promise<Digest>;
  readonly matches: Matches;
  readonly signal: AbortSignal;
  /** What the sensors before this one measured on this tree. */
  readonly earlier: ReadonlyMap<SensorName, Evidence>;
}

/**
 * Measures one aspect of a tree. Findings become part of the input of persona runs: the same tree
 * must give the same findings, so no path, port, time or duration of this machine is in them.
 */
export interface Sensor {
  readonly name: SensorName;
  /** @throws NeedsPerson `unsafe_to_run` when code would have to run and no sandbox is there. */
  readonly sense: (ctx: SenseContext) => Promise<Evidence>;
}
