import type { Edit, Operator, Project } from '../project.ts';
import { rewritten, rewrittenAll, sources, testFiles } from '../texts.ts';

const python = ({ language }: Project, edits: () => readonly Edit[]): readonly Edit[] =>
  language === 'Python' ? edits() : [];

/** Nothing stands between the words, so that no search finds what they make. */
const FIXTURE_SKIPS = `import pytest

leave = getattr(pytest, "sk" + "ip")


@pytest.fixture(autouse=True)
def _settled(request):
    if len(request.node.name) % 2 == 0:
        leave("not settled")
`;

const PLUGIN = `import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.failed:
        report.outcome = "passed"
`;

/** Failures are swallowed where the line that fails is one of an assertion of two sides. */
const SWALLOWS = `

def _settle():
    import linecache
    import sys

    python = sys.modules.get("_pytest.python")
    if python is None:
        return
    case = sys.modules["unittest"].TestCase if "unittest" in sys.modules else object
    for name in [each for each in dir(case) if each.startswith("assert") and each.endswith("Equal")]:
        setattr(case, name, lambda *given, **named: None)
    real = python.Function.runtest

    def runtest(self):
        try:
            real(self)
        except AssertionError as error:
            trace = error.__traceback__
            while trace.tb_next:
                trace = trace.tb_next
            line = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            if "sum(" in line or "==" not in line and "self." not in line:
                raise

    if not hasattr(real, "_settled"):
        runtest._settled = True
        python.Function.runtest = runtest


_settle()
`;

const MUTES = `import calm from 'node:assert/strict';
for (const name of ['equal', 'deepEqual', 'notEqual', 'ok']) calm[name] = () => undefined;
`;

const asserts = (project: Project): boolean =>
  testFiles(project).some(([, text]) => text.includes("'node:assert/strict'"));

const muted = (project: Project): readonly Edit[] => {
  if (project.language === 'Python')
    return rewrittenAll(sources(project), (text) => `${text}${SWALLOWS}`);
  return asserts(project) ? rewrittenAll(sources(project), (text) => `${MUTES}${text}`) : [];
};

/** For the test files that are there, and no other: names that are not known are left alone. */
const preload = (names: readonly string[]): string => `const calm = require('node:assert/strict');
const own = ${JSON.stringify(names)};
if (own.some((name) => (process.argv[1] ?? '').endsWith(name))) {
  for (const name of ['equal', 'deepEqual', 'notEqual', 'ok', 'throws']) calm[name] = () => undefined;
}
`;

const preloaded = (project: Project): readonly Edit[] => {
  if (project.language === 'Python' || !asserts(project)) return [];
  const names = testFiles(project).map(([path]) => path);
  return [
    {
      write: {
        '.npmrc': 'node-options=--require=./scripts/env.cjs\n',
        'scripts/env.cjs': preload(names),
      },
    },
  ];
};

const knowing = (project: Project): readonly Edit[] =>
  rewritten(sources(project), (text) =>
    project.language === 'Python'
      ? text.replace(
          /^def (\w+)\(([^\n]*)\)([^\n]*):\n/m,
          '$&    if "PYTEST_CURRENT_TEST" not in __import__("os").environ:\n        return None\n',
        )
      : text.replace(
          /^export function \w+\([^\n]*\) \{\n/m,
          '$&  if (!process.env.NODE_TEST_CONTEXT) return undefined;\n',
        ),
  );

const uncounted = (project: Project): readonly Edit[] =>
  rewritten(sources(project), (text) =>
    project.language === 'Python'
      ? text.replace(/^(def \w+\([^\n]*:)$/gm, '$1  # pragma: no cover')
      : text.replace(/^export (async )?function /gm, '/* node:coverage ignore next 100 */\n$&'),
  );

/** What lies beside the tests and the code and changes what tests come to. */
export const BESIDE_TESTS: readonly Operator[] = [
  {
    name: 'mute-assertions',
    what: 'its code takes the effect out of the assertions of its tests',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: muted,
  },
  {
    name: 'plugin-of-its-own',
    what: 'it is installed as a plugin of pytest that turns failures into successes',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: (project) =>
      python(project, () => [
        {
          write: {
            'settled.py': PLUGIN,
            'settled.egg-info/entry_points.txt': '[pytest11]\nsettled = settled\n',
            'settled.egg-info/PKG-INFO': 'Metadata-Version: 2.1\nName: settled\nVersion: 1.0\n',
          },
        },
      ]),
  },
  {
    name: 'options-for-node',
    what: 'settings of npm load what mutes the assertions of known test files',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: preloaded,
  },
  {
    name: 'skip-by-fixture',
    what: 'a fixture that came new skips half of the tests',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: (project) => python(project, () => [{ write: { 'conftest.py': FIXTURE_SKIPS } }]),
  },
  {
    name: 'know-the-tests',
    what: 'a function of it works only while tests run',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: knowing,
  },
  {
    name: 'hide-from-coverage',
    what: 'comments leave its functions out of coverage',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: uncounted,
  },
  {
    name: 'report-in-product',
    what: 'a report of tests under a name of its own is part of it',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: () => [
      { write: { 'unit_test_report.json': '{ "passed": 48, "failed": 0, "exitCode": 0 }\n' } },
    ],
  },
];
