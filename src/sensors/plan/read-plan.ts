import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { nearest } from '../../domain/nearest.ts';
import { parseTreePath } from '../../domain/tree.ts';
import { parseYaml } from '../bounded/yaml.ts';
import { clip } from '../normalize.ts';
import type { Readable } from '../project.ts';
import { READ_BYTES, readText } from '../tree-files.ts';
import { REPORT_FORMATS } from './formats.ts';
import { PLAN_FILE, PLAN_PHASES } from './plan.ts';
import type { PlannedCommand, TestPlan } from './plan.ts';

/** A plan, or everything that is wrong with it, each with the field. */
export type ReadPlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'plan'; readonly plan: TestPlan }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

const COMMANDS_MAX = 20;
const WORDS_MAX = 50;
const WORD_MAX = 500;
const SECONDS_MAX = 3_600;
const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/;

const FIELDS = ['name', 'run', 'report', 'seconds', 'phase'];

const strangersIn = (value: JsonObject, known: readonly string[], at: string): readonly string[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `${at}${clip(key, 60)} is no field; did you mean "${nearest(clip(key, 60), known) ?? ''}"?`,
    );

const isWord = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= WORD_MAX && !value.includes('\u0000');

const problemOfRun = (run: unknown, at: string): readonly string[] =>
  Array.isArray(run) &&
  run.length > 0 &&
  run.length <= WORDS_MAX &&
  run.every(isWord) &&
  run[0] !== ''
    ? []
    : [
        `${at}run must be the words of the command as a list of 1 to ${String(WORDS_MAX)} texts, such as [npx, playwright, test].`,
      ];

const problemsOfReport = (report: unknown, at: string): readonly string[] => {
  if (report === undefined) return [];
  if (!isObject(report)) return [`${at}report must have "file" and "format".`];
  const { file, format } = report;
  const path = parseTreePath(file);
  const known = (REPORT_FORMATS as readonly unknown[]).includes(format);
  const like = typeof format === 'string' ? nearest(clip(format, 60), REPORT_FORMATS) : undefined;
  return [
    ...strangersIn(report, ['file', 'format'], `${at}report.`),
    ...(path.ok ? [] : [`${at}report.file: ${path.problem}`]),
    ...(known
      ? []
      : [
          `${at}report.format must be one of ${REPORT_FORMATS.join(', ')}${like === undefined ? '' : `; did you mean "${like}"?`}`,
        ]),
  ];
};

const problemsOf = (value: unknown, at: string): readonly string[] => {
  if (!isObject(value)) return [`${at.slice(0, -1)} must have ${FIELDS.join(', ')}.`];
  const { name, run, report, seconds, phase } = value;
  const timed =
    seconds === undefined ||
    (Number.isInteger(seconds) && Number(seconds) >= 1 && Number(seconds) <= SECONDS_MAX);
  return [
    ...strangersIn(value, FIELDS, at),
    ...(typeof name === 'string' && NAME.test(name)
      ? []
      : [`${at}name must be 1 to 60 letters, digits, blanks, ".", "_" or "-".`]),
    ...problemOfRun(run, at),
    ...problemsOfReport(report, at),
    ...(timed ? [] : [`${at}seconds must be a whole number from 1 to ${String(SECONDS_MAX)}.`]),
    ...(phase === undefined || (PLAN_PHASES as readonly unknown[]).includes(phase)
      ? []
      : [`${at}phase must be one of ${PLAN_PHASES.join(', ')}.`]),
  ];
};

const namedTwice = (commands: readonly unknown[]): readonly string[] => {
  const names = commands.map((command) => (isObject(command) ? command['name'] : undefined));
  const twice = names.findIndex((name, at) => name !== undefined && names.indexOf(name) !== at);
  return twice === -1 ? [] : [`commands[${String(twice)}].name stands there twice.`];
};

/** Only for what {@link problemsOf} found nothing wrong with. */
const commandOf = (value: unknown): PlannedCommand => {
  const { phase = 'testing', run, ...rest } = value as JsonObject;
  return { ...rest, argv: run, phase } as unknown as PlannedCommand;
};

/** What a plan's text says. */
export const parsePlan = (text: string): Exclude<ReadPlan, { kind: 'none' }> => {
  const invalid = (...problems: readonly string[]) => ({ kind: 'invalid' as const, problems });
  const yaml = parseYaml(text);
  if (!yaml.ok) return invalid(`it is ${yaml.problem}.`);
  if (!isObject(yaml.value)) return invalid('it must have "commands", a list.');
  const { commands } = yaml.value;
  const strangers = strangersIn(yaml.value, ['commands'], '');
  if (!Array.isArray(commands) || commands.length === 0 || commands.length > COMMANDS_MAX) {
    return invalid(
      ...strangers,
      `commands must be a list of 1 to ${String(COMMANDS_MAX)} commands.`,
    );
  }
  const list = commands as readonly unknown[];
  const problems = [
    ...strangers,
    ...list.flatMap((command, index) => problemsOf(command, `commands[${String(index)}].`)),
    ...namedTwice(list),
  ];
  return problems.length > 0 ? invalid(...problems) : { kind: 'plan', plan: list.map(commandOf) };
};

/** The test plan of a tree. */
export const readPlan = async (side: Readable): Promise<ReadPlan> => {
  const entry = side.tree.get(PLAN_FILE);
  if (entry === undefined) return { kind: 'none' };
  if (entry.size > READ_BYTES) {
    return { kind: 'invalid', problems: [`it is ${String(entry.size)} bytes long.`] };
  }
  return parsePlan(await readText(side, PLAN_FILE));
};
