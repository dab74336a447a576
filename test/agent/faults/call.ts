import { createModels } from '../../../src/adapters/model/registry.ts';
import { ask } from '../../../src/agent/ask.ts';
import { classify, ModelBusy } from '../../../src/agent/failures.ts';
import type { ClassifiedFailure } from '../../../src/agent/failures.ts';
import { NeedsPerson } from '../../../src/domain/needs-person.ts';
import type { ResolvedModel } from '../../../src/ports/model.ts';
import { providerAt } from '../fixture.ts';

/** A key in no known shape, which only its value gives away. */
export const KEY = 'plain0123456789abcdef';

/** One for each protocol; the compatible ones share the library of the last. */
export const SPECS = ['anthropic', 'openai', 'openai-chat', 'openai-compatible'] as const;
export type Spec = (typeof SPECS)[number];

export const modelFor = (
  provider: Spec,
  baseUrl: string,
  limits: { readonly timeoutMs?: number; readonly stallMs?: number } = {},
): ResolvedModel =>
  createModels({
    providers: { [provider]: providerAt(baseUrl, KEY) },
    prices: '{"input":1,"output":2}',
    limits: { timeoutMs: 5_000, stallMs: 250, ...limits },
    // Many failures in a row are what is tried.
    breaker: { failures: 1_000_000 },
  }).resolve(`${provider}:scripted`);

const text = (value: string) => ({
  role: 'user' as const,
  content: [{ type: 'text' as const, text: value }],
});

const requestTo = ({ spec }: ResolvedModel) => ({
  spec,
  messages: [text('Hello')],
  tools: [],
  maxOutputTokens: 10,
});

/** What one call to a model fails with. */
export const failureWith = async (
  model: ResolvedModel,
  { signal } = new AbortController(),
): Promise<ClassifiedFailure> => {
  try {
    await ask(model, requestTo(model), signal);
  } catch (error) {
    return classify(error, signal, model);
  }
  throw new Error('The call did not fail.');
};

export const kindOf = ({ error }: ClassifiedFailure): string => {
  if (error instanceof ModelBusy) return 'busy';
  return error instanceof NeedsPerson ? error.kind : `unexpected: ${String(error)}`;
};

export const messageOf = ({ error }: ClassifiedFailure): string =>
  error instanceof Error ? error.message : String(error);
