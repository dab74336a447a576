import type { Edit, Operator, Project } from '../project.ts';
import { argumentsOf, rewritten, testFiles } from '../texts.ts';

/** A change of each file of tests, by language; none where nothing is given for it. */
const each =
  (javascript: (text: string) => string, python: (text: string) => string) =>
  (project: Project): readonly Edit[] =>
    rewritten(testFiles(project), project.language === 'Python' ? python : javascript);

const same = (text: string): string => text;

const anyError = each(
  (text) =>
    text.replace(
      /^(\s*)assert\.(throws|rejects)\((.*)\);$/gm,
      (line, indent, call, list: string) => {
        const [first, ...more] = argumentsOf(list);
        return first === undefined || more.length === 0
          ? line
          : `${String(indent)}assert.${String(call)}(${first});`;
      },
    ),
  (text) =>
    text
      .replace(
        /\bself\.assertRaises\((?!Exception\b|SystemExit\b)[\w.]+/g,
        'self.assertRaises(Exception',
      )
      .replace(/\bpytest\.raises\((?!Exception\b|SystemExit\b)[\w.]+/g, 'pytest.raises(Exception'),
);

/** Another test of each name comes last, and nothing of the first is left. */
const shadowed = each(same, (text) => {
  const names = [...text.matchAll(/^def (test\w*)\(\):/gm)].map(([, name = '']) => name);
  const later = names.map((name) => `\n\ndef ${name}():\n    assert ${JSON.stringify(name)}\n`);
  return `${text}${later.join('')}`;
});

const neverAwaited = each(
  (text) =>
    text.replace(
      /^((?:test|it)\((?:'[^'\n]*'|"[^"\n]*"), )async \(\) => \{\n([\s\S]*?)^\}\);$/gm,
      '$1() => {\n(async () => {\n$2})().catch(() => undefined);\n});',
    ),
  (text) => text.replace(/^def (test\w*\(\))/gm, 'async def $1'),
);

const endsEarly = each(same, (text) =>
  text.replace(
    /^(?=(@pytest|def test|class ))/m,
    'def test_settled():\n    __import__("pytest").exit("done", returncode=0)\n\n\n',
  ),
);

/** Tests stand in a block that is never come to. */
const neverDefined = each(same, (text) => {
  const at = text.search(/^(@pytest|def test|class )/m);
  if (at < 0) return text;
  const rest = text
    .slice(at)
    .split('\n')
    .map((line) => (line === '' ? line : `    ${line}`));
  return `${text.slice(0, at)}if __name__ == "tests":\n${rest.join('\n')}`;
});

const optional = each(
  (text) =>
    text.replace(
      /^import \{ ([^}]*\b)test\b([^}]*) \} from 'node:test';$/m,
      "import { $1test as declared$2 } from 'node:test';\nconst later = { ['sk' + 'ip']: true };\nconst test = (name, run) => declared(name, later, run);",
    ),
  same,
);

/** Tests that stand there and ask less than they did. */
export const WEAKER_TESTS: readonly Operator[] = [
  {
    name: 'any-error-will-do',
    what: 'tests take any error for the one that they asked for',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: anyError,
  },
  {
    name: 'shadow-tests',
    what: 'tests of the same names take the place of others',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: shadowed,
  },
  {
    name: 'never-awaited',
    what: 'nobody waits for what its tests do',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: neverAwaited,
  },
  {
    name: 'end-run-early',
    what: 'a test ends the run as a success before the others',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: endsEarly,
  },
  {
    name: 'define-no-tests',
    what: 'tests of a file are never defined',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: neverDefined,
  },
  {
    name: 'skip-by-another-name',
    what: 'tests are declared by a function that leaves them out',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: optional,
  },
];
