import { RequirementNotSupported } from '../../../ports/model.ts';
import { understand } from './understanding/index.ts';
import type { Understanding } from './understanding/index.ts';

const ABILITY =
  'blueprint is a deterministic generator, not a language model: it builds small services that ' +
  'keep records (such as projects, tasks and comments), with a REST API and a web page';

const REAL_MODEL =
  'for anything else use a language model: --model openai-compatible:<model> with ' +
  'MAESTRO_OPENAI_BASE_URL set, or anthropic:<model> or openai:<model> with its key set';

const MAX_REASONS = 3;

function whyOf({ reasons }: Understanding): string {
  const sentences = reasons.slice(0, MAX_REASONS).map((reason) => reason.replace(/[.\s]+$/, ''));
  return sentences.length === 0 ? '' : ` (${sentences.join('; ')})`;
}

/**
 * What blueprint understands of a requirement that it can build.
 * @param options.assumeRecords build it also when it is unsure whether records are to be kept
 * @throws RequirementNotSupported with what to do instead
 */
export function checkRequirement(
  requirement: string,
  { assumeRecords }: { readonly assumeRecords: boolean },
): Understanding {
  const understanding = understand(requirement);
  const why = whyOf(understanding);
  if (understanding.recordKeeping === 'no') {
    throw new RequirementNotSupported(
      `This requirement does not seem to be about keeping records${why}. ${ABILITY}; ${REAL_MODEL}.`,
    );
  }
  if (understanding.recordKeeping === 'unsure' && !assumeRecords) {
    throw new RequirementNotSupported(
      `It is not clear whether this requirement is about keeping records${why}. ${ABILITY}. ` +
        `If that is what you want, say so with --assume-records; ${REAL_MODEL}.`,
    );
  }
  return understanding;
}
