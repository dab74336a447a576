import type { Project, Scenario, Step } from '../project.ts';
import { WRITTEN_BY } from './markdown.ts';

const cell = (text: string): string => text.replace(/[\\|]/g, '\\$&').replaceAll('\n', '\\n');

function stepLines({ keyword, text, table = [] }: Step): readonly string[] {
  const rows = table.map((row) => `        | ${row.map(cell).join(' | ')} |`);
  return [`      ${keyword} ${text}${rows.length > 0 ? ':' : ''}`, ...rows];
}

function scenarioLines(scenario: Scenario): readonly string[] {
  const { id, title, steps } = scenario;
  return ['', `    @${id}`, `    Scenario: ${title}`, ...steps.flatMap(stepLines)];
}

/** The scenarios as a Gherkin feature, with a rule for each story. */
export function feature(project: Project): string {
  const rules = project.stories.flatMap((story) => [
    '',
    `  Rule: ${story.id} ${story.title}`,
    ...story.scenarios.flatMap(scenarioLines),
  ]);
  return [`# Acceptance scenarios, ${WRITTEN_BY}.`, `Feature: ${project.title}`, ...rules, ''].join(
    '\n',
  );
}
