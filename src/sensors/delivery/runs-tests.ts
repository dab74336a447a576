/** One command of a pipeline. */
export interface Command {
  readonly text: string;
  /** Whether the pipeline goes on, or never begins it, whatever it says. */
  readonly ignored: boolean;
}

const LENGTH_MAX = 5_000;

/** Test runners by name, and tools that are told to test. */
const RUNNER =
  /(?:^|[\s/;&|("'])(?:pytest|tox|nox|jest|vitest|mocha|ava|unittest|ctest|rspec|phpunit)\b/m;
const TOLD =
  /\b(?:run|npm|npx|pnpm|yarn|bun|make|go|cargo|deno|just|task|hatch|rake|dotnet|mvn|mvnw|gradle|gradlew|node|playwright|cypress|swift|composer|poetry|uv|docker)\b[^\n;&|]{0,200}\b(?:test|tests|check|verify|t|ci)\b/;
const SCRIPT = /\btests?[\w-]{0,30}\.(?:sh|py|js|mjs|ts)\b/;

/** What follows makes a failure a success. */
const SWALLOWED =
  /\|\|\s{0,3}(?:true|:|exit 0|echo)\b|\|\|\s{0,3}:|;\s{0,3}(?:true|exit 0)\s{0,3}$|\bset \+e\b/m;

const INSTALLS = /^\s{0,10}(?:npm|pnpm|yarn|bun) (?:ci|install)\b[^\n;&|]{0,200}$/gm;

/** What only speaks of tests: texts that are printed, comments, and runners asked for something else. */
const SPOKEN =
  /\b(?:echo|printf)\b[^\n;&|]{0,500}|(?:^|\s)#[^\n]{0,500}|[^\n;&|]{0,300}\s--(?:version|help|collect-only|co|listTests|list)\b[^\n;&|]{0,300}/g;

const runsTests = ({ text }: Command): boolean => {
  const told = text.slice(0, LENGTH_MAX).replace(INSTALLS, '').replace(SPOKEN, '');
  return RUNNER.test(told) || TOLD.test(told) || SCRIPT.test(told);
};

/** Whether commands run the product's tests so that a failing one stops the pipeline. */
export const testsIn = (commands: readonly Command[]): 'run' | 'ignored' | 'absent' => {
  const tests = commands.filter(runsTests);
  if (tests.some(({ text, ignored }) => !ignored && !SWALLOWED.test(text.slice(0, LENGTH_MAX)))) {
    return 'run';
  }
  return tests.length > 0 ? 'ignored' : 'absent';
};
