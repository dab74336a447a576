import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import type { Command } from './runs-tests.ts';

/** A pipeline, as far as it is judged. */
export interface Pipeline {
  /** What keeps it from running at all; each says where. */
  readonly problems: readonly string[];
  readonly commands: readonly Command[];
  /** Whether some of it lies elsewhere, so that nobody can say what it does. */
  readonly hasMore: boolean;
}

const isOff = (value: unknown): boolean =>
  /^(\$\{\{\s{0,5})?false(\s{0,5}\}\})?$/.test(String(value));

const isIgnored = (...parts: readonly JsonObject[]): boolean =>
  parts.some((part) => part['continue-on-error'] === true || ('if' in part && isOff(part['if'])));

const stepOf = (
  job: JsonObject,
  step: unknown,
  place: string,
): { readonly problem?: string; readonly command?: Command } => {
  if (!isObject(step)) return { problem: `${place} is no step` };
  const { run, uses } = step;
  if (typeof run === 'string') return { command: { text: run, ignored: isIgnored(job, step) } };
  return typeof uses === 'string' ? {} : { problem: `${place} has neither "run" nor "uses"` };
};

const NOTHING: Pipeline = { problems: [], commands: [], hasMore: false };

const githubJob = (name: string, job: unknown): Pipeline => {
  const at = `job "${name.slice(0, 100)}"`;
  if (!isObject(job)) return { ...NOTHING, problems: [`${at} is empty`] };
  if (typeof job['uses'] === 'string') return { ...NOTHING, hasMore: true };
  const list: unknown = job['steps'];
  const steps: readonly unknown[] = Array.isArray(list) ? list : [];
  const read = steps.map((step, index) => stepOf(job, step, `step ${String(index + 1)} of ${at}`));
  const local = steps.some(
    (step) => isObject(step) && typeof step['uses'] === 'string' && step['uses'].startsWith('./'),
  );
  return {
    problems: [
      ...(job['runs-on'] === undefined ? [`${at} has no "runs-on"`] : []),
      ...(steps.length === 0 ? [`${at} has no steps`] : []),
      ...read.flatMap(({ problem }) => (problem === undefined ? [] : [problem])),
    ],
    commands: read.flatMap(({ command }) => (command === undefined ? [] : [command])),
    hasMore: local,
  };
};

const together = (pipelines: readonly Pipeline[]): Pipeline => ({
  problems: pipelines.flatMap(({ problems }) => problems),
  commands: pipelines.flatMap(({ commands }) => commands),
  hasMore: pipelines.some(({ hasMore }) => hasMore),
});

/** A workflow of GitHub Actions. */
export const readGithub = (root: unknown): Pipeline => {
  if (!isObject(root)) return { ...NOTHING, problems: ['it is no workflow'] };
  const { on, jobs } = root;
  const all = isObject(jobs) ? Object.entries(jobs) : [];
  const found = together(all.map(([name, job]) => githubJob(name, job)));
  return {
    ...found,
    problems: [
      ...(on === undefined || on === null ? ['it has no "on"'] : []),
      ...(all.length === 0 ? ['it has no jobs'] : []),
      ...found.problems,
    ],
  };
};

/** Keys of a GitLab pipeline that are no jobs. */
const RESERVED = new Set(
  'stages variables default include image services before_script after_script cache workflow spec'.split(
    ' ',
  ),
);

const linesOf = (script: unknown): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(script) ? script.flat(2) : [script];
  return list.filter((line): line is string => typeof line === 'string');
};

const gitlabJob = (name: string, job: unknown): Pipeline => {
  const at = `job "${name.slice(0, 100)}"`;
  if (!isObject(job)) return { ...NOTHING, problems: [`${at} is empty`] };
  const text = linesOf(job['script']).join('\n');
  const elsewhere = ['extends', 'trigger', 'run'].some((key) => key in job);
  const ignored = job['allow_failure'] === true || job['when'] === 'never';
  return {
    problems: text === '' && !elsewhere ? [`${at} has no script`] : [],
    commands: text === '' ? [] : [{ text, ignored }],
    hasMore: elsewhere && text === '',
  };
};

/** A pipeline of GitLab CI. */
export const readGitlab = (root: unknown): Pipeline => {
  if (!isObject(root)) return { ...NOTHING, problems: ['it is no pipeline'] };
  const jobs = Object.entries(root).filter(
    ([name]) => !RESERVED.has(name) && !name.startsWith('.'),
  );
  const found = together(jobs.map(([name, job]) => gitlabJob(name, job)));
  const includes = 'include' in root;
  return {
    ...found,
    problems: [...(jobs.length === 0 && !includes ? ['it has no jobs'] : []), ...found.problems],
    hasMore: found.hasMore || includes,
  };
};
