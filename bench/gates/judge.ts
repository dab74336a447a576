import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Phase } from '../../src/domain/phases.ts';
import { validateProject } from '../../src/client/connect-validation.ts';
import { loadSettings } from './settings.ts';
import { digest } from './project.ts';

/** What the bench keeps of one judgement. */
export interface Judged {
  /** Of the last gate. 0 to 1. */
  readonly score: number;
  readonly threshold: number;
  readonly passed: boolean;
  /** `rule: message` of each error, worst first. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** A score that anybody could make: the part of lines covered if the tests' exit code is 0, else 0. */
  readonly naive: number;
  /** What each sensor said of itself. */
  readonly notes: Readonly<Record<string, string>>;
  readonly ms: number;
}

const JUDGING = [
  'sensors',
  'domain',
  'validation',
  'ports',
  'adapters/sandbox',
  'adapters/projects',
];

/** Digest of the code that judges: other code judges anew. */
export const judgesDigest = async (): Promise<string> => {
  const root = path.join(import.meta.dirname, '../../src');
  const names = await Promise.all(
    JUDGING.map(async (folder) => {
      const found = await readdir(path.join(root, folder), {
        recursive: true,
        withFileTypes: true,
      });
      return found
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    }),
  );
  const files = names.flat().sort();
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return digest(texts);
};

/** How a folder is judged: held against another one, and at which gate; the last when absent. */
export interface Manner {
  readonly against?: string;
  readonly gate?: Phase;
}

/** Judges a folder by the function of `maestro validate`. @throws what it throws; the signal's reason */
export const judge = async (
  dir: string,
  { against, gate }: Manner,
  signal: AbortSignal,
): Promise<Judged> => {
  const judgement = await validateProject(
    {
      dir,
      ...(gate === undefined ? {} : { phase: gate }),
      ...(against === undefined ? {} : { against: { name: against, kind: 'folder' } }),
      contracts: 'auto',
      signal,
      onStep: () => undefined,
    },
    loadSettings(),
  );
  const { evidence, findings } = judgement;
  const tests = evidence.find(({ sensor }) => sensor === 'test');
  const coverage = evidence.find(
    ({ sensor, outcome }) => sensor === 'coverage' && outcome === 'measured',
  );
  const covered = coverage === undefined ? 1 : coverage.held / Math.max(1, coverage.checked);
  const of = (severity: string): readonly string[] =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ rule, message }) => `${rule}: ${message.slice(0, 300)}`);
  return {
    score: judgement.score,
    threshold: judgement.phases.at(-1)?.threshold ?? 1,
    passed: judgement.passed,
    errors: of('error'),
    warnings: of('warning'),
    naive: tests?.exitCode === 0 ? covered : 0,
    notes: Object.fromEntries(
      evidence.map(({ sensor, outcome, held, checked, note, ms }) => [
        sensor,
        `${outcome} ${String(held)}/${String(checked)} ${String(ms)} ms ${note.slice(0, 160)}`,
      ]),
    ),
    ms: judgement.ms,
  };
};
