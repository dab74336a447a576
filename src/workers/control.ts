import { Context } from '@temporalio/activity';
import type {
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
} from '@temporalio/worker';
import type { Control } from '../activities/index.ts';

/** Between two beats, in ms; a worker that was killed is noticed when some were missed. */
const BEAT_MS = 500;

/** What the activity that is being executed may know of itself. */
export const currentControl = (): Control => {
  const context = Context.current();
  const { workflowExecution, activityId, attempt } = context.info;
  return {
    signal: context.cancellationSignal,
    scheduling: `${workflowExecution?.runId ?? ''}/${activityId}`,
    retry: attempt,
    beat: (detail) => {
      context.heartbeat(detail.slice(0, 200));
    },
  };
};

/** Beats for every activity while it runs, so that cancelling and recovery are quick for all. */
const beating = (context: Context): ActivityInboundCallsInterceptor => ({
  async execute(input, next) {
    // A local activity lives and dies with its workflow task.
    if (context.info.isLocal) return next(input);
    const timer = setInterval(() => {
      context.heartbeat();
    }, BEAT_MS);
    try {
      return await next(input);
    } finally {
      clearInterval(timer);
    }
  },
});

export const beats: ActivityInterceptorsFactory = (context) => ({ inbound: beating(context) });
