import type { Finding } from '../../domain/finding.ts';
import type { SenseContext } from '../sensor.ts';

/** What test runners and coverage tools write; a product that brings it has written its results itself. */
const RESULTS =
  /(^|\/)(coverage\/(lcov\.info|lcov-report\/.*|coverage-(final|summary)\.json|clover\.xml|cobertura[^/]*\.xml)|lcov\.info|\.nyc_output\/.*|htmlcov\/.*|\.coverage|coverage\.xml|junit[^/]*\.xml|TEST-[^/]+\.xml|test-results?(\.(xml|json|tap)|\/.*)|playwright-report\/.*|allure-results\/.*|mochawesome-report\/.*|\.pytest_cache\/.*)$/;

/** Reports by what they are called, whoever wrote them. */
const REPORTS =
  /(^|\/)(((unit|jest|vitest|mocha|pytest|playwright|tests?)[-_])+(results?|reports?|summary)|nosetests|coverage[-_](final|summary)|coverage)\.(json|xml|html|tap|trx|lcov|log)$|(^|\/)(test-)?reports?\/[^/]*(test|junit|coverage)[^/]*\.(xml|tap|trx|json)$/;

/** Input of tests, not their results. */
const INPUT = /(^|\/)(__)?(fixtures?|testdata|samples?|examples?)(__)?\//;

const NAMED = 5;

/** Files of results in a tree, but for those that were accepted. */
export const writtenResults = ({ tree, baseline, producerOf }: SenseContext): readonly Finding[] =>
  [...tree.entries()]
    .filter(([path]) => (RESULTS.test(path) || REPORTS.test(path)) && !INPUT.test(path))
    .filter(([path, { blob }]) => baseline?.tree.get(path)?.blob !== blob)
    .slice(0, NAMED)
    .map(([path]) => ({
      severity: 'error',
      rule: 'integrity.results',
      path,
      expected: 'results that only the test runner writes, when it runs',
      actual: 'a file of results in the product',
      message: `${path} is what a test run writes: remove it, results are measured anew.`,
      owner: producerOf(path),
    }));
