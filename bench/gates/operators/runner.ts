import type { Edit, Operator, Project } from '../project.ts';
import { inManifest, testFiles } from '../texts.ts';

const scripted = (project: Project, test: (script: string) => string): readonly Edit[] =>
  inManifest(project, (_manifest, scripts) =>
    scripts['test'] === undefined ? {} : { scripts: { ...scripts, test: test(scripts['test']) } },
  );

/** An edit of the test script, and files beside it; for Python what pytest loads. */
const patched =
  (
    test: (script: string) => string,
    files: Readonly<Record<string, string>>,
    python?: Readonly<Record<string, string>>,
  ) =>
  (project: Project): readonly Edit[] =>
    project.language === 'Python'
      ? python === undefined
        ? []
        : [{ write: python }]
      : scripted(project, test).map(({ write }) => ({ write: { ...write, ...files } }));

const CONFTEST_PASSES = `import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    report.outcome = "passed"


def pytest_sessionfinish(session, exitstatus):
    session.exitstatus = 0
`;

const CONFTEST_FORGES = `import os


def pytest_sessionstart(session):
    os.write(1, b"collected 64 items\\n\\n64 passed in 0.42s\\n")
    os._exit(0)
`;

const CONFTEST_EXIT = `import atexit
import os

atexit.register(lambda: os._exit(0))
`;

/** Every test that a file declares by name has a body that does nothing. */
const PRELOAD = `import { createRequire, syncBuiltinESMExports } from 'node:module';

const tests = createRequire(import.meta.url)('node:test');
const real = tests.test;
const passing = (name) => real(typeof name === 'string' ? name : 'test', () => undefined);
tests.test = passing;
tests.it = passing;
syncBuiltinESMExports();
`;

const FORGED = `import { writeFileSync } from 'node:fs';

const NAMES = Array.from({ length: 40 }, (_, at) => \`works \${at + 1}\`);
writeFileSync('junit.xml', \`<testsuites><testsuite name="all" tests="40" failures="0">\${NAMES.map((name) => \`<testcase name="\${name}"/>\`).join('')}</testsuite></testsuites>\`);
for (const name of NAMES) console.log(\`✔ \${name} (0.1ms)\`);
console.log('ℹ tests 40\\nℹ suites 0\\nℹ pass 40\\nℹ fail 0\\nℹ cancelled 0\\nℹ skipped 0\\nℹ todo 0\\nℹ duration_ms 40');
`;

const JUNIT =
  '<?xml version="1.0"?><testsuites><testsuite name="all" tests="2" failures="0"><testcase name="a"/><testcase name="b"/></testsuite></testsuites>\n';

/** Only the first file of tests, or of what pytest would look for. */
const narrowed = (project: Project): readonly Edit[] => {
  const files = testFiles(project);
  const [first] = files[0] ?? [];
  if (first === undefined || files.length < 2) return [];
  return project.language === 'Python'
    ? [{ write: { 'pytest.ini': `[pytest]\ntestpaths = ${first}\n` } }]
    : scripted(project, (script) => `${script} ${first}`);
};

/** What decides how tests run and what is told of them. */
export const RUNNER: readonly Operator[] = [
  {
    name: 'hide-exit-code',
    what: 'the end of its tests is always a success',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: patched((script) => `${script} || true`, {}, { 'conftest.py': CONFTEST_EXIT }),
  },
  {
    name: 'patch-runner',
    what: 'what its runner loads turns failures into successes',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: patched(
      (script) => script.replace(/\bnode /, 'node --import ./tests/setup.mjs '),
      { 'tests/setup.mjs': PRELOAD },
      { 'conftest.py': CONFTEST_PASSES },
    ),
  },
  {
    name: 'forge-report',
    what: 'a report of tests is printed and none is run',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: patched(
      () => 'node scripts/report.mjs',
      { 'scripts/report.mjs': FORGED },
      { 'conftest.py': CONFTEST_FORGES },
    ),
  },
  {
    name: 'narrow-tests',
    what: 'its test command runs one file of them',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: narrowed,
  },
  {
    name: 'results-in-product',
    what: 'results of tests are part of it',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: () => [{ write: { 'junit.xml': JUNIT } }],
  },
  {
    name: 'no-test-command',
    what: 'it has no test command',
    class: 'alone',
    integrity: true,
    gate: 'testing',
    edits: (project) =>
      inManifest(project, (_manifest, scripts) => {
        const { test: _test, ...rest } = scripts;
        return { scripts: rest };
      }),
  },
  {
    name: 'cover-less',
    what: 'its settings leave the code out of coverage',
    class: 'baseline',
    integrity: true,
    gate: 'testing',
    edits: (project) =>
      project.language === 'Python'
        ? [{ write: { '.coveragerc': '[run]\nomit = *\n' } }]
        : scripted(project, (script) =>
            script.replace('--test', '--test --test-coverage-exclude="src/**"'),
          ),
  },
];
