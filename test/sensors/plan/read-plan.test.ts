import { describe, expect, test } from '@jest/globals';
import { parsePlan } from '../../../src/sensors/plan/read-plan.ts';

const problems = (text: string): readonly string[] => {
  const read = parsePlan(text);
  return read.kind === 'invalid' ? read.problems : [];
};

const WHOLE = `
commands:
  - name: browser
    run: [npx, playwright, test]
    report: { file: results/browser.xml, format: junit }
    seconds: 60
  - name: over the wire
    run: [node, probe.js]
    phase: deployment
`;

describe('a test plan', () => {
  test('names commands, reports, times and phases', () => {
    expect(parsePlan(WHOLE)).toEqual({
      kind: 'plan',
      plan: [
        {
          name: 'browser',
          argv: ['npx', 'playwright', 'test'],
          report: { file: 'results/browser.xml', format: 'junit' },
          seconds: 60,
          phase: 'testing',
        },
        { name: 'over the wire', argv: ['node', 'probe.js'], phase: 'deployment' },
      ],
    });
  });

  test.each([
    [
      'commands: [{name: a, run: [b], secs: 3}]',
      'commands[0].secs is no field; did you mean "seconds"?',
    ],
    ['skip: [test]\ncommands: [{name: a, run: [b]}]', 'skip is no field; did you mean "commands"?'],
    ['commands: []', 'commands must be a list of 1 to 20 commands.'],
    ['[]', 'it must have "commands", a list.'],
    ['a: [', 'it is not valid YAML'],
    ['commands: [{name: a, run: npm test}]', 'commands[0].run must be the words of the command'],
    ['commands: [{run: [b]}]', 'commands[0].name must be 1 to 60 letters'],
    ['commands: [{name: a, run: [b], seconds: 0}]', 'commands[0].seconds must be a whole number'],
    [
      'commands: [{name: a, run: [b], phase: design}]',
      'commands[0].phase must be one of testing, deployment.',
    ],
    [
      'commands: [{name: a, run: [b]}, {name: a, run: [c]}]',
      'commands[1].name stands there twice.',
    ],
    [
      'commands: [{name: a, run: [b], report: {file: ../x, format: junit}}]',
      'commands[0].report.file: "../x" leaves the project',
    ],
    ['commands: [{name: a, run: [b], report: {file: x, format: juni}}]', 'did you mean "junit"?'],
    [
      'commands: [{name: a, run: [b], report: {file: x, format: tap, fil: y}}]',
      'commands[0].report.fil is no field; did you mean "file"?',
    ],
    ['commands: [7]', 'commands[0] must have name, run'],
    [
      `commands: [${Array.from({ length: 21 }, (_, n) => `{name: a${String(n)}, run: [b]}`).join()}]`,
      'commands must be a list of 1 to 20 commands.',
    ],
    [`commands: [{name: a, run: [${'b,'.repeat(51)}]}]`, 'commands[0].run must be the words'],
    [`commands: [{name: a, run: [${'b'.repeat(501)}]}]`, 'commands[0].run must be the words'],
    ['commands: [{name: a, run: [b], seconds: 3601}]', 'commands[0].seconds must be a whole'],
    [`commands: [{name: ${'a'.repeat(61)}, run: [b]}]`, 'commands[0].name must be 1 to 60'],
  ])('that is wrong says where: %s', (text, problem) => {
    expect(problems(text).join('\n')).toContain(problem);
  });

  test('tells all that is wrong with it at once', () => {
    expect(problems('commands: [{name: a}, {run: [b]}]')).toHaveLength(2);
  });
});
