import type { BudgetFlags, ListFlags, RunFlags, SessionFlags } from '../schemas/flags.ts';
import { BadInput } from './bad-input.ts';

/** `maxPhaseIterations` → `--max-phase-iterations`. */
export const flagName = (key: string): string =>
  key === 'session' || key === 'usd'
    ? key
    : `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** For commander: a flag that can be given several times, as a list. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const refuse = (issues: readonly Issue[]): BadInput => {
  const [issue] = issues;
  const key = issue?.path[0];
  const where = key === undefined ? '' : `${flagName(String(key))}: `;
  return new BadInput(`${where}${issue?.message ?? 'The flags are not usable.'}`);
};

/** The checked flags of `run`. @throws BadInput naming the flag */
export const readRunFlags = async (flags: object): Promise<RunFlags> => {
  const { runFlags } = await import('../schemas/flags.ts');
  const result = runFlags.safeParse(flags);
  if (!result.success) throw refuse(result.error.issues);
  return result.data;
};

/** The checked argument and flags of a command for one session. @throws BadInput */
export const readSessionFlags = async (session: string, flags: object): Promise<SessionFlags> => {
  const { sessionFlags } = await import('../schemas/flags.ts');
  const result = sessionFlags.safeParse({ ...flags, session });
  if (!result.success) throw refuse(result.error.issues);
  return result.data;
};

/** The checked arguments and flags of `budget`. @throws BadInput */
export const readBudgetFlags = async (flags: object): Promise<BudgetFlags> => {
  const { budgetFlags } = await import('../schemas/flags.ts');
  const result = budgetFlags.safeParse(flags);
  if (!result.success) throw refuse(result.error.issues);
  return result.data;
};

/** The checked flags of `list`. @throws BadInput */
export const readListFlags = async (flags: object): Promise<ListFlags> => {
  const { listFlags } = await import('../schemas/flags.ts');
  const result = listFlags.safeParse(flags);
  if (!result.success) throw refuse(result.error.issues);
  return result.data;
};
