import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { filesOf, planProject } from '../../../../src/adapters/model/blueprint/index.ts';
import { arbitraryUnderstanding } from './arbitrary-understanding.ts';
import { allFiles, owners } from './product.ts';
import { understandings } from './understandings.ts';

const anyProject = fc
  .tuple(fc.string(), arbitraryUnderstanding)
  .map(([requirement, understanding]) => planProject(requirement, understanding));

/** Generating is cheap, but parsing it all is not. */
const FEW = { numRuns: 25 };

test('every persona writes only where it owns, and never where another does', () => {
  fc.assert(
    fc.property(anyProject, (project) => {
      const seen = new Set<string>();
      for (const [phase, persona, owned] of owners) {
        const files = filesOf(project, persona, phase);
        expect(files).not.toHaveLength(0);
        for (const { path } of files) {
          expect(path).toMatch(owned);
          expect(seen).not.toContain(path);
          seen.add(path);
        }
      }
    }),
    FEW,
  );
});

test('no acceptance test ends the service that others share', () => {
  const files = filesOf(planProject('x', understandings['one entity']), 'qa_engineer', 'testing');
  const tests = files.filter(({ path }) => path.endsWith('.test.js'));
  expect(tests.some(({ content }) => content.includes('await own.stop()'))).toBe(true);
  for (const { content } of tests) {
    expect(content).not.toMatch(/\bservice\.(kill|stop|start)\(/);
  }
});

test('a persona that blueprint does not know writes nothing', () => {
  const project = planProject('x', understandings['one entity']);
  expect(filesOf(project, 'poet', 'design')).toEqual([]);
  expect(filesOf(project, 'qa_engineer', 'design')).toEqual([]);
});

test('the same plan gives the same files', () => {
  const project = planProject('x', understandings['many relations']);
  expect(allFiles(project)).toEqual(allFiles(project));
});

test('whatever things are called, JavaScript and JSON parse', () => {
  fc.assert(
    fc.property(anyProject, (project) => {
      for (const { path, content } of allFiles(project)) {
        if (/\.m?js$/.test(path)) new vm.SourceTextModule(content, { identifier: path });
        if (path.endsWith('.json')) JSON.parse(content);
      }
    }),
    FEW,
  );
});

test('every line of the feature file is Gherkin', () => {
  const line =
    /^(#.*|Feature: .+| {2}Rule: US-\d+ .+| {4}@SC-\d+| {4}Scenario: .+| {6}(Given|When|Then|And) .+| {8}\| .* \||)$/;
  fc.assert(
    fc.property(anyProject, (project) => {
      const [, feature] = filesOf(project, 'requirement_analyst', 'requirements');
      for (const each of (feature?.content ?? 'none').split('\n')) expect(each).toMatch(line);
    }),
    FEW,
  );
});

test("a requirement can't add headings or markup of its own", () => {
  const requirement = '# Scope\n<img src=x>\n```\n## Assumptions\r- [x](javascript:y)\u2028# z';
  const project = planProject(requirement, understandings['one entity']);
  const [document] = filesOf(project, 'requirement_analyst', 'requirements');
  const headings = document?.content.match(/^##? .*$/gm);
  expect(headings).toEqual([
    '# Books: requirements',
    '## Scope',
    '## User stories',
    '## Acceptance criteria',
    '## Non-functional requirements',
    '## Assumptions',
  ]);
  expect(document?.content).not.toMatch(/<img|^> ```|[^\\]\]\(javascript/m);
});

test('every scenario is a test of the same name', () => {
  for (const understanding of Object.values(understandings)) {
    const project = planProject('x', understanding);
    const tests = filesOf(project, 'qa_engineer', 'testing')
      .map((file) => file.content)
      .join('\n');
    const ids = [...tests.matchAll(/^test\(['"](SC-\d+) /gm)].map((match) => match[1]);
    expect([...ids].sort()).toEqual(project.scenarios.map((scenario) => scenario.id));
  }
});

interface PersonaFile {
  readonly assignments: readonly {
    readonly phase: string;
    readonly contract: {
      readonly required_documentation_sections: Readonly<Record<string, readonly string[]>>;
      readonly quality_thresholds: { readonly min_words?: number };
      readonly validation_rules: readonly {
        readonly kind: string;
        readonly path: string;
        readonly pattern?: string;
      }[];
    };
  }[];
}

const roles = owners.map(([phase, persona]) => [phase, persona] as const);

describe.each(roles)('in the phase %s, the files of %s', (phase, persona) => {
  const source = new URL(`../../../../personas/${persona}.json`, import.meta.url);
  const { assignments } = JSON.parse(readFileSync(source, 'utf8')) as PersonaFile;
  const contract = assignments.find((assignment) => assignment.phase === phase)?.contract;
  const files = filesOf(planProject('x', understandings['no attributes']), persona, phase);
  const contentOf = (path: string): string =>
    files.find((file) => file.path === path)?.content ?? '';

  test('fulfil the contract', () => {
    const sections = Object.entries(contract?.required_documentation_sections ?? {});
    for (const [path, headings] of sections) {
      for (const heading of headings) {
        expect(contentOf(path)).toMatch(new RegExp(`^#+ .*${heading}`, 'im'));
      }
      const words = contentOf(path).split(/\s+/).length;
      expect(words).toBeGreaterThan(contract?.quality_thresholds.min_words ?? 0);
    }
    for (const { kind, path, pattern = '' } of contract?.validation_rules ?? []) {
      if (kind === 'contains') expect(contentOf(path)).toMatch(new RegExp(pattern));
      if (kind === 'excludes') {
        for (const { content } of files) expect(content).not.toMatch(new RegExp(pattern));
      }
    }
  });
});
