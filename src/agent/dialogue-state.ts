import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { Compaction } from '../domain/compaction.ts';
import type { Digest } from '../domain/digest.ts';
import type { CompletedCall } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import type { Caller } from './call.ts';
import type { Conversation } from './conversation.ts';
import { requestOf } from './request.ts';
import type { ModelRequest, RequestFrame } from './request.ts';
import type { RunTask } from './run-task.ts';
import type { WorkingTree } from './working-tree.ts';

export type Messages = readonly LanguageModelV4Message[];

export interface NextStep {
  /** From 1. */
  readonly step: number;
  /** New since the step before. */
  readonly added: Messages;
  /** The step's completed call, when the run was opened with one. */
  readonly recorded: CompletedCall | undefined;
  /** In the order in which they are asked. */
  readonly models: readonly ResolvedModel[];
}

export interface DialogueOptions {
  readonly caller: Caller;
  readonly task: Pick<RunTask, 'identity' | 'limits' | 'models'>;
  readonly files: WorkingTree;
  readonly frame: RequestFrame;
  /** Requests that were refused as too long: they are not sent again where that can be helped. */
  readonly tooLong: ReadonlySet<Digest>;
}

/** A conversation, and where it stands between two steps. */
export interface DialogueState extends DialogueOptions {
  readonly conversation: Conversation;
  /** What the next request goes on from; nothing at first, and after a compaction. */
  previous: CompletedCall | undefined;
  /** Asked for without getting any notes: asked for again. */
  missing: { readonly call: CompletedCall; readonly compaction: Compaction } | undefined;
}

/** What a model would be asked next. */
export const requestTo = ({ conversation, frame }: DialogueState, spec: string): ModelRequest =>
  requestOf(spec, conversation.readBy(spec), frame);
