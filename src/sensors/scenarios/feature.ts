import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, StepKeywordType } from '@cucumber/messages';
import type { Feature, Scenario, Step, Tag } from '@cucumber/messages';
import { parsed, refused } from '../../domain/brand.ts';
import type { Parsed } from '../../domain/brand.ts';
import { clip } from '../normalize.ts';

/** A step that says what somebody does or would see, with the cells and texts that belong to it. */
export interface Outcome {
  readonly line: number;
  readonly text: string;
}

/** A scenario of a feature file, as far as it is judged. */
export interface ScenarioText {
  readonly title: string;
  readonly line: number;
  /** Of its own tags: `SC-1` of `@SC-1`. */
  readonly ids: readonly string[];
  /** Title and steps, as one text. */
  readonly text: string;
  readonly steps: number;
  /** What is done: its When. */
  readonly actions: readonly Outcome[];
  readonly outcomes: readonly Outcome[];
  /** An outline whose examples have no row is never run. */
  readonly isRun: boolean;
}

/** The parser takes a second for a megabyte; a longer file is not one of requirements. */
export const FEATURE_BYTES_MAX = 512 * 1024;

/** Letters, then a number, perhaps of several parts: `SC-1`, `AC_2`, `US-1.1`. */
const ID = /^@([A-Za-z]{1,12}[-_.]?\d{1,6}(?:[.-]\d{1,4}){0,3})$/;

const idsOf = (tags: readonly Tag[]): readonly string[] =>
  tags.flatMap(({ name }) => {
    const id = ID.exec(name)?.[1];
    return id === undefined ? [] : [id];
  });

const wordsOf = ({ text, docString, dataTable }: Step): string =>
  [
    text,
    docString?.content ?? '',
    ...(dataTable?.rows ?? []).flatMap(({ cells }) => cells.map(({ value }) => value)),
  ].join(' ');

/** `And` and `But` go on with what stands before them. */
const stepsOf = (steps: readonly Step[], type: StepKeywordType): readonly Outcome[] => {
  let isOne = false;
  return steps.flatMap((step) => {
    if (step.keywordType !== StepKeywordType.CONJUNCTION) isOne = step.keywordType === type;
    return isOne ? [{ line: step.location.line, text: wordsOf(step) }] : [];
  });
};

const readScenario = ({
  name,
  keyword,
  location,
  tags,
  steps,
  examples,
}: Scenario): ScenarioText => {
  const rows = examples.reduce((sum, { tableBody }) => sum + tableBody.length, 0);
  return {
    title: name,
    line: location.line,
    ids: idsOf(tags),
    text: [name, ...steps.map(wordsOf)].join('\n'),
    steps: steps.length,
    actions: stepsOf(steps, StepKeywordType.ACTION),
    outcomes: stepsOf(steps, StepKeywordType.OUTCOME),
    isRun: examples.length === 0 ? !/outline|template/i.test(keyword) : rows > 0,
  };
};

const scenariosIn = ({ children }: Feature): readonly ScenarioText[] =>
  children
    .flatMap((child) => (child.rule === undefined ? [child] : child.rule.children))
    .flatMap(({ scenario }) => (scenario === undefined ? [] : [readScenario(scenario)]));

/** The scenarios of a feature file, in order; or why it does not parse. */
export const readFeature = (text: string): Parsed<readonly ScenarioText[]> => {
  const parser = new Parser(
    new AstBuilder(IdGenerator.incrementing()),
    new GherkinClassicTokenMatcher(),
  );
  try {
    const { feature } = parser.parse(text);
    return feature === undefined ? refused('it has no "Feature:"') : parsed(scenariosIn(feature));
  } catch (error) {
    const lines = (error instanceof Error ? error.message : '').split('\n');
    return refused(clip(lines.find((line) => line.startsWith('(')) ?? 'no Gherkin', 300));
  }
};
