import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { isDigest } from '../domain/digest.ts';
import type { Digest } from '../domain/digest.ts';
import type { ModelChoices } from '../domain/model-choice.ts';
import type { Phase } from '../domain/phases.ts';
import type { Contracts } from '../domain/promised.ts';
import type { SessionId } from '../domain/session.ts';
import type { TeamKind } from '../domain/single-team.ts';
import { parseStartInput } from '../domain/start-input.ts';
import type { StartInput } from '../domain/start-input.ts';
import { digestOf } from '../ports/digests.ts';
import { InvalidInput, SessionTaken } from './errors.ts';
import { translate } from './failures.ts';
import { describe, observe } from './observe.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';

/** The workflow type, for clients in any language. */
const WORKFLOW_TYPE = 'sdlcExecution';

/** Key of the memo that tells the same requirement from another one. */
const REQUIREMENT_MEMO = 'requirement';

/** Of an execution that mends a project: which one. */
const IMPORTED_MEMO = 'imported';

export interface StartRequest {
  /** 1 to 64 letters, digits, `-` or `_`; it is the workflow id. */
  readonly session: string;
  /** 10 to 100,000 characters. */
  readonly requirement: string;
  /** 1 to 10; the worker's setting when absent. */
  readonly maxPhaseIterations?: number;
  /** `blueprint`, `<provider>:<model>` or a list with commas; the worker's setting when absent. */
  readonly model?: string;
  /** Models for some phases and personas, on top of the worker's settings. */
  readonly models?: ModelChoices;
  /** The most that it may spend, in US dollars; the worker's setting when absent. */
  readonly budget?: number;
  /** Phases after which a person must approve. */
  readonly approvals?: readonly Phase[];
  /** Lets blueprint go on where it is unsure that the requirement is about keeping records. */
  readonly assumeRecords?: boolean;
  /** The tree of a project to mend, in the workers' object store; `remediate` puts it there. */
  readonly importedTree?: string;
  /** Whose contracts that project is held to; `auto` when absent. */
  readonly contracts?: Contracts;
  /** `single`: one persona alone with the whole requirement; a team of personas when absent. */
  readonly team?: TeamKind;
}

export interface Started {
  readonly session: SessionId;
  /** The execution was there already, with the same requirement; nothing was started. */
  readonly attached: boolean;
  /** Of the requirement's text. */
  readonly requirement: Digest;
}

/** @throws InvalidInput naming the field. */
const inputOf = (request: StartRequest): StartInput => {
  const entries = Object.entries(request).filter(
    ([name, value]) => name !== 'session' && value !== undefined,
  );
  const read = parseStartInput(Object.fromEntries(entries));
  if (!read.ok) throw new InvalidInput(read.problem);
  return read.value;
};

/** Requirement and project of an execution that exists: from its memo, or as it says itself. */
const purposeOf = async (
  services: Services,
  session: SessionId,
): Promise<{ readonly requirement?: Digest; readonly imported?: Digest }> => {
  const { memo } = await describe(services, session);
  const kept = memo?.[REQUIREMENT_MEMO];
  const imported = memo?.[IMPORTED_MEMO];
  const requirement = isDigest(kept) ? kept : (await observe(services, session)).requirement;
  return {
    ...(requirement === undefined ? {} : { requirement }),
    ...(isDigest(imported) ? { imported } : {}),
  };
};

/**
 * Starts an execution, or attaches to the one that has the same session, requirement and project.
 * @throws InvalidInput, SessionTaken, NotReachable
 */
export const start = async (services: Services, request: StartRequest): Promise<Started> => {
  const session = sessionOf(request.session);
  const input = inputOf(request);
  const { importedTree } = input;
  const requirement = digestOf(input.requirement);
  const client = await services.temporal();
  try {
    await client.workflow.start(WORKFLOW_TYPE, {
      workflowId: session,
      taskQueue: services.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      memo: {
        [REQUIREMENT_MEMO]: requirement,
        ...(importedTree === undefined ? {} : { [IMPORTED_MEMO]: importedTree }),
      },
    });
    return { session, attached: false, requirement };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw translate(error, session);
  }
  const there = await purposeOf(services, session);
  if (there.requirement !== requirement) throw new SessionTaken(session);
  if (there.imported !== importedTree) throw new SessionTaken(session, 'project');
  return { session, attached: true, requirement };
};
