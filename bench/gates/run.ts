import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Cache } from './cache.ts';
import { candidates } from './cases.ts';
import type { Case } from './cases.ts';
import { copyEdited } from './folder.ts';
import { judge } from './judge.ts';
import type { Judged } from './judge.ts';
import { answersOf, answersOfOriginal } from './oracle.ts';
import { digest } from './project.ts';
import type { Edit, Operator, Project } from './project.ts';
import type { Original, Pair } from './results.ts';

const JUDGING_MS = 10 * 60_000;

/** What judging takes. */
export interface Bench {
  readonly cache: Cache;
  /** Digest of what judges. */
  readonly judges: string;
  readonly signal: AbortSignal;
}

const contentOf = ({ name, texts }: Project): string => digest([name, [...texts]]);

const judgeEdited = (
  { cache, judges, signal }: Bench,
  project: Project,
  edit: Edit,
  { class: kind, gate }: Pick<Operator, 'class' | 'gate'>,
): Promise<Judged> => {
  const against = kind === 'baseline';
  const key = ['judged', judges, contentOf(project), edit, against, gate ?? 'deployment'];
  return cache.keep(key, async () => {
    const dir = path.join(cache.folder, `tree-${digest(key).slice(0, 16)}`);
    await copyEdited(project.dir, dir, edit);
    try {
      const all = AbortSignal.any([signal, AbortSignal.timeout(JUDGING_MS)]);
      const held = against ? { against: project.dir } : {};
      return await judge(dir, { ...held, ...(gate === undefined ? {} : { gate }) }, all);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
};

/** Judges a project as it is. */
export const judgeOriginal = async (bench: Bench, project: Project): Promise<Original> => {
  const { name, family, known } = project;
  const judged = await judgeEdited(bench, project, {}, { class: 'alone' });
  const common = { project: name, family, judged };
  return known.kind === 'good'
    ? { ...common, good: true }
    : {
        ...common,
        good: false,
        defect: known.defect,
        reported: judged.errors.some((error) => known.reported.test(error)),
      };
};

interface Chosen {
  readonly edit: Edit;
  readonly doubt?: string;
}

/** The first edit in which an oracle sees a difference; the first of all where none is asked. */
const choose = async (bench: Bench, { operator, project }: Case): Promise<Chosen | undefined> => {
  const edits = candidates({ operator, project });
  const [first] = edits;
  if (first === undefined) return undefined;
  if (operator.semantic !== true) return { edit: first };
  const { cache, signal } = bench;
  const key = ['answered', contentOf(project), project.oracle];
  const before = await cache.keep(
    key,
    async () => (await answersOfOriginal(project, signal)) ?? null,
  );
  if (before === null) return { edit: first, doubt: 'there is no oracle' };
  for (const edit of edits) {
    const after = await cache.keep([...key, edit], () => answersOf(project, edit, signal));
    if (after !== before) return { edit };
  }
  return { edit: first, doubt: 'no oracle fails' };
};

/** Degrades a project and judges it in the way in which its original is judged beside it. */
export const judgePair = async (bench: Bench, each: Case): Promise<Pair | undefined> => {
  const { operator, project } = each;
  const chosen = await choose(bench, each);
  if (chosen === undefined) return undefined;
  const original = await judgeEdited(bench, project, {}, operator);
  return {
    operator: operator.name,
    integrity: operator.integrity === true,
    project: project.name,
    family: project.family,
    class: operator.class,
    gate: operator.gate ?? 'deployment',
    ...(chosen.doubt === undefined ? {} : { doubt: chosen.doubt }),
    original: { score: original.score, naive: original.naive },
    judged: await judgeEdited(bench, project, chosen.edit, operator),
  };
};
