import { NO_COST } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { boundOf, costOf } from '../domain/prices.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { ask } from './ask.ts';
import { RETRIED } from './failure-table.ts';
import { classify } from './failures.ts';
import { identify } from './request.ts';
import type { ModelRequest } from './request.ts';

/** What came of asking a model for next to nothing. */
export interface Checked {
  readonly answers: boolean;
  readonly latencyMs: number;
  /** Exact when usage was told, else the most that it can have been. */
  readonly cost: NanoUsd;
  /** The provider may have billed it without telling. */
  readonly possiblyBilled: boolean;
  /** As the provider named it. */
  readonly modelAnswered?: string;
  /** Why it does not answer, and what to do. */
  readonly problem?: string;
}

/** The least that every provider takes; one that thinks first is cut, and has answered. */
const OUTPUT_TOKENS = 16;

const requestTo = ({ spec, temperature }: ResolvedModel): ModelRequest => ({
  spec,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Answer with the word "yes".' }] }],
  tools: [],
  maxOutputTokens: OUTPUT_TOKENS,
  ...(temperature === undefined ? {} : { temperature }),
});

/**
 * Asks a model for a few tokens, once. It is no call of an execution and stands in no ledger.
 * @param timeoutMs after which it counts as not answering
 */
export const checkAnswer = async (model: ResolvedModel, timeoutMs: number): Promise<Checked> => {
  const started = performance.now();
  const request = requestTo(model);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { cost, latencyMs, modelAnswered } = await ask(model, request, signal);
    const named = modelAnswered === undefined ? {} : { modelAnswered };
    return { answers: true, latencyMs, cost, possiblyBilled: false, ...named };
  } catch (error) {
    const { error: why, usage, possiblyBilled } = classify(error, signal, model);
    const bound = possiblyBilled
      ? boundOf(identify(request).bytes, OUTPUT_TOKENS, model.prices)
      : NO_COST;
    const late = `${model.spec} gave no whole answer within ${String(timeoutMs)} ms.`;
    return {
      answers: false,
      latencyMs: Math.round(performance.now() - started),
      cost: usage === undefined ? bound : costOf(usage, model.prices),
      possiblyBilled,
      problem:
        signal.aborted || !(why instanceof Error) ? late : why.message.replace(` ${RETRIED}`, ''),
    };
  }
};
