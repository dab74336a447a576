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
  readonly service: SandboxService;
}

/** What one step came to. */
export interface Outcome {
  readonly held: number;
  readonly findings: readonly Finding[];
}

export const failed = (
  rule: string,
  owner: PersonaId,
  expected: string,
  actual: string,
  message: string,
  path?: TreePath,
): Outcome => ({
  held: 0,
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

export const ok = (held: number): Outcome => ({ held, findings: [] });

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
