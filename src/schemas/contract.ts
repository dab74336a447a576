import { z } from 'zod';
import { listOf, mustBe, strict, text, wholeNumber } from './fields.ts';

// Only what the rule of ownership can compare: see `domain/ownership.ts`.
const GLOB = /^(?!\/)(?!.*\/(\/|$))(?!.*(^|\/)\.\.?(\/|$))[^\\!()[\]|]+$/;
const GLOB_HELP =
  'a relative glob of at most 240 characters with *, **, ? and {a,b}, and without "..", "\\", "!", "(" or "["';

export const glob = z
  .string(mustBe(GLOB_HELP))
  .max(240, mustBe(GLOB_HELP))
  .regex(GLOB, mustBe(GLOB_HELP));

const compiles = (pattern: string): boolean => {
  try {
    return new RegExp(pattern).source !== '';
  } catch {
    return false;
  }
};

const SEVERITIES = ['error', 'warning', 'info'] as const;

const rule = {
  path: glob,
  message: text(500),
  severity: z.enum(SEVERITIES, mustBe(`one of ${SEVERITIES.join(', ')}`)).default('error'),
};

const pattern = text(500).refine(compiles, 'must be a regular expression');
const POINTER_HELP = 'a JSON pointer such as /paths';

const RULES = [
  strict({ kind: z.literal('contains'), pattern, ...rule }),
  strict({ kind: z.literal('excludes'), pattern, ...rule }),
  strict({
    kind: z.literal('json'),
    pointer: z.string(mustBe(POINTER_HELP)).regex(/^\//, mustBe(POINTER_HELP)).exactOptional(),
    ...rule,
  }),
  strict({ kind: z.literal('max_size'), bytes: wholeNumber(1, 1e9), ...rule }),
] as const;

const KINDS = RULES.map(({ shape }) => shape.kind.value).join(', ');

const thresholds = strict({
  min_files: wholeNumber(1, 10_000).exactOptional(),
  min_words: wholeNumber(1, 100_000).exactOptional(),
  min_tests: wholeNumber(1, 10_000).exactOptional(),
  min_line_coverage: wholeNumber(1, 100).exactOptional(),
  min_branch_coverage: wholeNumber(1, 100).exactOptional(),
});

/** A contract as a persona file states it; absent parts ask for nothing. */
export const contractSchema = strict({
  required_files: listOf(glob, 0, 50).default([]),
  required_directories: listOf(glob, 0, 50).default([]),
  required_documentation_sections: z
    .record(glob, listOf(text(100), 1, 30), mustBe('an object of globs and lists of headings'))
    .default({}),
  quality_thresholds: thresholds.default({}),
  validation_rules: listOf(
    z.discriminatedUnion('kind', RULES, mustBe(`a rule with a kind: ${KINDS}`)),
    0,
    50,
  ).default([]),
});
