import type { Edit, Operator, Project } from '../project.ts';
import { inFile } from '../texts.ts';

const OPENAPI = 'design/openapi.json';
const SCENARIOS = 'requirements/scenarios.feature';

const removed =
  (...paths: readonly string[]) =>
  ({ texts, specified }: Project): readonly Edit[] =>
    specified && paths.every((path) => texts.has(path)) ? [{ remove: paths }] : [];

const changed =
  (path: string, change: (text: string) => string) =>
  (project: Project): readonly Edit[] =>
    project.specified ? inFile(project, path, change) : [];

/** Every heading stays, and nothing below it. */
const hollow = (text: string): string =>
  text.replace(/^(#+ .*\n)(?:(?!#)[^]*?)(?=^#|(?![^]))/gm, '$1\n');

/** What is wrong with what was promised beside the code. */
export const DOCUMENTS: readonly Operator[] = [
  {
    name: 'remove-readme',
    what: 'its README is gone',
    class: 'alone',
    gate: 'implementation',
    edits: removed('README.md'),
  },
  {
    name: 'remove-design',
    what: 'its documents of design are gone',
    class: 'alone',
    gate: 'design',
    edits: removed('design/architecture.md', 'design/data-model.md'),
  },
  {
    name: 'hollow-document',
    what: 'a document has headings and nothing else',
    class: 'alone',
    gate: 'design',
    edits: (project) => [
      ...changed('requirements/requirements.md', hollow)(project),
      ...changed('design/architecture.md', hollow)(project),
    ],
  },
  {
    name: 'invalid-api',
    what: 'its OpenAPI document is not valid',
    class: 'alone',
    gate: 'design',
    edits: changed(OPENAPI, (text) => text.replace('"responses"', '"answers"')),
  },
  {
    name: 'scenario-without-outcome',
    what: 'scenarios say what is done and not what follows',
    class: 'alone',
    gate: 'design',
    edits: changed(SCENARIOS, (text) => text.replace(/^ +(Then|And) .*\n/gm, '')),
  },
  {
    name: 'vague-scenario',
    what: 'a scenario promises a quantity without a number',
    class: 'alone',
    gate: 'design',
    edits: changed(SCENARIOS, (text) => text.replace(/^( +Then) .*$/m, '$1 the answer comes fast')),
  },
  {
    name: 'untraceable-scenarios',
    what: 'scenarios lead to no operation of its API',
    class: 'alone',
    gate: 'design',
    edits: changed(SCENARIOS, (text) =>
      text.replace(/@SC-(\d+)/g, '@SC-9$1').replace(/^( +Scenario:).*$/gm, '$1 it works'),
    ),
  },
  {
    name: 'model-mismatch',
    what: 'its data model refers to something that is not there',
    class: 'alone',
    gate: 'design',
    edits: changed('design/schema.json', (text) =>
      text.replace(/"required": \[/, '"required": [\n "no_such_field",'),
    ),
  },
];
