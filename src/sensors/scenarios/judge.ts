import type { Finding } from '../../domain/finding.ts';
import { clip } from '../normalize.ts';
import type { SenseContext } from '../sensor.ts';
import type { FeatureFile } from './collect.ts';
import type { ScenarioText } from './feature.ts';
import { vagueWord } from './vague.ts';

/** Where an id was seen first. */
type Seen = Map<string, string>;

type Fault = Pick<Finding, 'rule' | 'expected' | 'actual' | 'message'>;

const vagueFaults = ({ outcomes }: ScenarioText, name: string): readonly Fault[] =>
  outcomes.flatMap(({ line, text }): readonly Fault[] => {
    const word = vagueWord(text);
    if (word === undefined) return [];
    return [
      {
        rule: 'scenarios.vague_quantity',
        expected: 'a number, or an exact value',
        actual: `"${word}" in line ${String(line)}`,
        message: `${name} promises "${clip(text, 120)}": "${word}" can't be measured. Say how much, with a number.`,
      },
    ];
  });

const idFault = ({ ids, line }: ScenarioText, name: string, seen: Seen): readonly Fault[] => {
  const [id] = ids;
  if (id === undefined) {
    return [
      {
        rule: 'scenarios.id',
        expected: 'a tag with an id, such as @SC-1',
        actual: 'none',
        message: `${name} has no id; put a tag such as @SC-1 on the line above it, so that tests and design can name it.`,
      },
    ];
  }
  const first = seen.get(id);
  if (first === undefined) return [];
  return [
    {
      rule: 'scenarios.id_repeated',
      expected: `@${id} once`,
      actual: `also in line ${String(line)}`,
      message: `${name} has the id ${id}, which ${first} has as well; give each scenario its own.`,
    },
  ];
};

const outcomeFault = ({ outcomes, isRun }: ScenarioText, name: string): readonly Fault[] => {
  if (outcomes.length === 0) {
    const message = `${name} has no Then: add what one would see.`;
    return [{ rule: 'scenarios.no_outcome', expected: 'a Then step', actual: 'none', message }];
  }
  if (isRun) return [];
  const message = `${name} is an outline without examples, so that it is never run; add rows.`;
  return [{ rule: 'scenarios.no_examples', expected: 'Examples', actual: 'no row', message }];
};

const judgeOne = (path: string, scenario: ScenarioText, seen: Seen): readonly Fault[] => {
  const name = `${path}, line ${String(scenario.line)} ("${clip(scenario.title, 80)}")`;
  const faults = [
    ...idFault(scenario, name, seen),
    ...outcomeFault(scenario, name),
    ...vagueFaults(scenario, name),
  ];
  const [id] = scenario.ids;
  if (id !== undefined && !seen.has(id)) seen.set(id, `line ${String(scenario.line)} of ${path}`);
  return faults;
};

/** What one file or scenario came to. */
export type Judged = readonly Finding[];

/** One entry for each file and for each scenario: what is wrong with it. */
export const judgeFeatures = (
  { producerOf }: SenseContext,
  files: readonly FeatureFile[],
): readonly Judged[] => {
  const seen: Seen = new Map();
  return files.flatMap(({ path, scenarios, problem }): readonly Judged[] => {
    const owner = producerOf(path);
    const error = (fault: Fault): Finding => ({ severity: 'error', path, owner, ...fault });
    const expected = 'a feature with scenarios, in Gherkin';
    if (problem !== undefined || scenarios.length === 0) {
      const actual = problem ?? 'no scenario';
      const message = `${path} can't be used: ${actual}.`;
      return [[error({ rule: 'scenarios.syntax', expected, actual, message })]];
    }
    const judged = scenarios.map((scenario) => judgeOne(path, scenario, seen).map(error));
    return [[], ...judged];
  });
};
