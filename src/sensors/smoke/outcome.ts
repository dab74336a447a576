import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { SandboxService } from '../../ports/sandbox.ts';
import { stableText } from '../command.ts';
import type { Chosen } from '../conventions.ts';
import { mentionsIn } from '../mentions.ts';
import { clip, lastWords } from '../normalize.ts';
import { menderOf } from '../owners.ts';
import type { SenseContext } from '../sensor.ts';

/** A product that was started. */
export interface Smoke {
  readonly ctx: SenseContext;
  readonly step: Chosen;
  readonly dir: string;
  readonly main: TreePath | undefined;
  readonly port: number;
  readonly service: SandboxService;
}

/** One thing that was looked at, and what was seen. */
export interface Check {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly held: boolean;
}

/** What one step came to. */
export interface Outcome {
  readonly checks: readonly Check[];
  readonly findings: readonly Finding[];
}

/** What, what was expected, what was seen. */
type Seen = readonly [string, string, string];

/** Something that held. */
export const checkOf = (...[what, expected, actual]: Seen): Outcome => ({
  checks: [{ what, expected, actual, held: true }],
  findings: [],
});

export const failed = (
  rule: string,
  owner: PersonaId,
  [what, expected, actual]: Seen,
  message: string,
  path?: TreePath,
): Outcome => ({
  checks: [{ what, expected, actual, held: false }],
  findings: [
    {
      severity: 'error',
      rule,
      ...(path === undefined ? {} : { path }),
      expected,
      actual,
      message: clip(message, 1_200),
      owner,
    },
  ],
});

/** One after the other. */
export const together = (...outcomes: readonly Outcome[]): Outcome => ({
  checks: outcomes.flatMap(({ checks }) => checks),
  findings: outcomes.flatMap(({ findings }) => findings),
});

/** Checks as lines of a log. */
export const linesOf = ({ checks }: Outcome): readonly string[] =>
  checks.map(({ what, expected, actual, held }) => {
    const seen = held && expected === actual ? '' : `; got ${actual}`;
    return `${held ? 'held  ' : 'FAILED'} ${what}: expected ${expected}${seen}`;
  });

/** The file that the server's own output blames, else the one that it is started with. */
export const atFault = ({ ctx, dir, main, service }: Smoke): TreePath | undefined => {
  const text = stableText(service.output(), dir);
  const traced = text.split('\n').filter((line) => /^\s*at |^\s*File "/.test(line));
  return mentionsIn(traced.join('\n'), ctx.tree.keys())[0]?.path ?? main;
};

export const ownerOf = (smoke: Smoke): PersonaId => menderOf(smoke.ctx, atFault(smoke));

export const wordsOf = ({ service, dir }: Smoke): string => {
  const text = lastWords(stableText(service.output(), dir));
  return text === '' ? 'It printed nothing.' : `Its last words: ${text}`;
};
