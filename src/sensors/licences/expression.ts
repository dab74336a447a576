import parseSpdx from 'spdx-expression-parse';

type Info = ReturnType<typeof parseSpdx>;

/** A longer one is no licence; the parser calls itself for each bracket. */
const LENGTH_MAX = 300;

const idsOf = (info: Info): readonly string[] =>
  'conjunction' in info ? [...idsOf(info.left), ...idsOf(info.right)] : [info.license];

/** The licences that an SPDX expression names; `undefined` when it is none. */
export const licencesIn = (expression: string): readonly string[] | undefined => {
  if (expression.length > LENGTH_MAX) return undefined;
  try {
    return idsOf(parseSpdx(expression));
  } catch {
    return undefined;
  }
};
