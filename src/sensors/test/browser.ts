import type { Finding } from '../../domain/finding.ts';
import { clip } from '../normalize.ts';
import { blameFor } from './blame.ts';
import type { Blamable, Blame } from './blame.ts';
import type { TestFailure } from './report.ts';

/** What Playwright, Selenium and Puppeteer say where no browser starts. */
const NOT_STARTED =
  /browserType\.launch\w*:|SessionNotCreated(Exception|Error)\b|NoSuchDriver(Exception|Error)\b|Failed to launch the browser process|Could not find Chrome\b/;

/** Whether a test failed since it was given no browser. */
export const lacksBrowser = ({ detail }: TestFailure): boolean => NOT_STARTED.test(detail);

const findingFor = (blame: Blame, [first, ...others]: readonly TestFailure[]): Finding => {
  const said = first?.detail.split('\n').find((line) => NOT_STARTED.test(line)) ?? '';
  const tests = others.length === 0 ? '1 test asks' : `${String(others.length + 1)} tests ask`;
  return {
    severity: 'error',
    rule: 'tests.no_browser',
    expected: 'tests that need no browser',
    actual: clip(said.trim(), 200),
    message: `${tests} for a browser, such as "${clip(first?.name ?? '', 200)}", and none starts in the sandbox: nothing can be downloaded there, and browsers of this machine do not start in it either. They count as failed. Let the test command run what needs no browser, and give these a command of their own, for a machine with one.`,
    ...blame,
  };
};

/** One finding for each file whose tests failed since they were given no browser. */
export const browserFindings = async (
  failures: readonly TestFailure[],
  about: Blamable,
): Promise<readonly Finding[]> => {
  const files = new Map<string, { readonly blame: Blame; readonly failures: TestFailure[] }>();
  for (const failure of failures) {
    const blame = await blameFor(failure, about);
    const key = `${blame.owner} ${blame.path ?? ''}`;
    const known = files.get(key) ?? { blame, failures: [] };
    known.failures.push(failure);
    files.set(key, known);
  }
  return [...files.values()].map((each) => findingFor(each.blame, each.failures));
};
