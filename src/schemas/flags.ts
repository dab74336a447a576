/** What the command line may be given, beyond what commander checks; messages name the flag. */
import { z } from 'zod';
import { parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { BUDGET_HELP, parseBudget } from '../domain/budget.ts';
import { isDigest } from '../domain/digest.ts';
import { parsePersonaId } from '../domain/persona.ts';
import { isPhase, PHASES } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { parseSession } from '../domain/session.ts';
import { isModelList, MODEL_SPEC_HELP } from '../domain/model-spec.ts';
import { isIterations } from '../domain/settings.ts';
import { isTeamKind, TEAM_HELP } from '../domain/single-team.ts';
import type { TeamKind } from '../domain/single-team.ts';
import { STATUSES } from '../domain/status.ts';
import { parsePersonaModels, parsePhaseModels } from './model-flags.ts';

/** A guard of the domain as a schema. */
const guarded = <T>(guard: (value: unknown) => Parsed<T>) =>
  z.unknown().transform((value, context): T => {
    const result = guard(value);
    if (result.ok) return result.value;
    context.issues.push({ code: 'custom', message: result.problem, input: value });
    return z.NEVER;
  });

const isWhole = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,6}$/.test(value);

const iterations = guarded((value) =>
  isWhole(value) && isIterations(Number(value))
    ? parsed(Number(value))
    : refused('It must be a whole number from 1 to 10.'),
);

const LIMIT_MAX = 1_000;

const limit = guarded((value) =>
  isWhole(value) && Number(value) >= 1 && Number(value) <= LIMIT_MAX
    ? parsed(Number(value))
    : refused(`It must be a whole number from 1 to ${String(LIMIT_MAX)}.`),
);

const phasesOf = (value: unknown): Parsed<readonly Phase[]> => {
  const names = String(value)
    .split(',')
    .map((name) => name.trim());
  return names.every(isPhase)
    ? parsed([...new Set(names)])
    : refused(`It must be phases with commas between them; there are ${PHASES.join(', ')}.`);
};

const teamOf = (value: unknown): Parsed<TeamKind> =>
  isTeamKind(value) ? parsed(value) : refused(`It ${TEAM_HELP}.`);

const oneOf = <T extends string>(names: readonly T[]) =>
  guarded((value): Parsed<T> => {
    const found = names.find((name) => name === value);
    return found === undefined ? refused(`It must be one of ${names.join(', ')}.`) : parsed(found);
  });

const text = guarded((value) =>
  typeof value === 'string' && value.trim() !== '' && !value.includes('\0')
    ? parsed(value)
    : refused('It must not be empty.'),
);

const model = guarded((value) => (isModelList(value) ? parsed(value) : refused(MODEL_SPEC_HELP)));
/** A number as a person writes it: no exponent, no sign, no blanks. */
const usd = guarded((value) => {
  const amount = /^\d{1,9}(\.\d{1,9})?$/.test(String(value)) ? Number(value) : Number.NaN;
  return parseBudget(amount).ok ? parsed(amount) : refused(`It ${BUDGET_HELP}.`);
});

const session = guarded(parseSession);
const persona = guarded(parsePersonaId);
const digest = guarded((value) =>
  isDigest(value)
    ? parsed(value)
    : refused('It must be the 64 hexadecimal digits that status shows.'),
);
const yes = z.boolean().optional();

export const runFlags = z.object({
  requirement: z.string().optional(),
  session: session.optional(),
  resume: session.optional(),
  maxPhaseIterations: iterations.optional(),
  model: model.optional(),
  phaseModel: guarded(parsePhaseModels).optional(),
  personaModel: guarded(parsePersonaModels).optional(),
  budget: usd.optional(),
  out: text.optional(),
  approveAt: guarded(phasesOf).optional(),
  assumeRecords: yes,
  team: guarded(teamOf).optional(),
  detach: yes,
  json: yes,
});
export type RunFlags = Readonly<z.output<typeof runFlags>>;

export const sessionFlags = z.object({
  session,
  json: yes,
  keep: yes,
  now: yes,
  by: text.optional(),
  reason: text.optional(),
  out: text.optional(),
  persona: persona.optional(),
  personas: z.array(persona).optional(),
  iterations: iterations.optional(),
  model: model.optional(),
  digest: digest.optional(),
});
export type SessionFlags = Readonly<z.output<typeof sessionFlags>>;

export const budgetFlags = z.object({
  session,
  usd,
  phase: oneOf(PHASES).optional(),
  persona: persona.optional(),
  by: text.optional(),
  json: yes,
});
export type BudgetFlags = Readonly<z.output<typeof budgetFlags>>;

export const listFlags = z.object({
  status: oneOf(STATUSES).optional(),
  phase: oneOf(PHASES).optional(),
  limit: limit.optional(),
  json: yes,
});
export type ListFlags = Readonly<z.output<typeof listFlags>>;
