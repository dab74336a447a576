import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
} from '@ai-sdk/provider';
import { asStream, nextAnswer } from './answer.ts';
import { checkRequirement } from './check-requirement.ts';
import { contextOf } from './context.ts';
import { filesOf } from './files/index.ts';
import { planProject } from './plan/plan-project.ts';
import { progressOf } from './progress.ts';

function answer(options: LanguageModelV4CallOptions): LanguageModelV4GenerateResult {
  options.abortSignal?.throwIfAborted();
  const context = contextOf(options);
  const understanding = checkRequirement(context.requirement, context);
  const project = planProject(context.requirement, understanding);
  const files = filesOf(project, context.persona, context.phase);
  return nextAnswer(context, files, progressOf(options.prompt));
}

/**
 * The offline model: a deterministic generator of small record-keeping services, behind the
 * interface of a language model. It learns whom it writes for from `providerOptions.maestro`
 * (`persona`, `phase`, `requirement`, `assumeRecords?`), answers with `write` calls and at last
 * `finish`, and keeps nothing between calls: what is done already stands in the prompt.
 *
 * A call rejects with BlueprintContextMissing or RequirementNotSupported.
 */
export function createBlueprint(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'blueprint',
    modelId: 'blueprint',
    supportedUrls: {},
    doGenerate: async (options) => Promise.resolve(answer(options)),
    doStream: async (options) => Promise.resolve({ stream: asStream(answer(options)) }),
  };
}
