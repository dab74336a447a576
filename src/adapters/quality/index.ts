import { QualityUnavailable } from '../../ports/quality.ts';
import type { Quality } from '../../ports/quality.ts';
import { ruleQuality } from './rules.ts';
import { createQualityService } from './service.ts';
import type { QualityServiceOptions } from './service.ts';

/** What a failed question is answered with: the rule, which says that it stands in. */
const instead = async <T extends { readonly note: string }>(
  asked: Promise<T>,
  byRule: () => Promise<T>,
): Promise<T> => {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof QualityUnavailable)) throw error;
    const answer = await byRule();
    const note = `The quality service gave no answer (${error.message}); this is the rule instead. ${answer.note}`;
    return { ...answer, note };
  }
};

/**
 * Opinions on quality: by a service where one is configured, and by rules of ours where there is
 * none or it does not answer, which is said.
 */
export const createQuality = ({
  baseUrl,
  assessMs,
  predictMs,
}: Omit<QualityServiceOptions, 'baseUrl'> & { readonly baseUrl?: string | undefined }): Quality => {
  if (baseUrl === undefined) return ruleQuality;
  const service = createQualityService({ baseUrl, assessMs, predictMs });
  return {
    assess: (request, signal) =>
      instead(service.assess(request, signal), () => ruleQuality.assess(request)),
    predict: (request, signal) =>
      instead(service.predict(request, signal), () => ruleQuality.predict(request)),
  };
};
