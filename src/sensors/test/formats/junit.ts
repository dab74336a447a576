import { XMLParser } from 'fast-xml-parser';
import { isObject } from '../../../domain/brand.ts';
import type { JsonObject } from '../../../domain/brand.ts';
import type { TestFailure, TestReport } from '../report.ts';
import { WITHIN } from './passes.ts';

/** A report that is longer is not read, in characters. */
export const JUNIT_MAX = 4e6;
const DEPTH = 20;

/** Entities stay as they are written: none is looked up, expanded or fetched. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  processEntities: false,
  maxNestedTags: DEPTH,
});

const PLAIN: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** The five names that all XML has, once. */
const readable = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|apos|amp);/g, (name) => PLAIN[name] ?? name);

const parse = (xml: string): JsonObject | undefined => {
  // A document type is where entities come from; no report needs one.
  if (xml.length > JUNIT_MAX || /<!DOCTYPE/i.test(xml)) return undefined;
  try {
    const value: unknown = parser.parse(xml);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const listAt = (value: JsonObject, field: string): readonly unknown[] => {
  const found = value[field];
  return found === undefined ? [] : Array.isArray(found) ? (found as readonly unknown[]) : [found];
};

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  return [value['@message'], value['#text']].filter((part) => typeof part === 'string').join('\n');
};

const casesIn = (suite: JsonObject): readonly JsonObject[] => [
  ...listAt(suite, 'testcase').filter(isObject),
  ...listAt(suite, 'testsuite').filter(isObject).flatMap(casesIn),
];

const nameOf = (testcase: JsonObject): string => {
  const names = [testcase['@classname'], testcase['@name']];
  return readable(names.filter((name) => typeof name === 'string').join(WITHIN));
};

const problemsOf = (testcase: JsonObject): readonly unknown[] => [
  ...listAt(testcase, 'failure'),
  ...listAt(testcase, 'error'),
];

const failureOf = (testcase: JsonObject): TestFailure | undefined => {
  const [problem] = problemsOf(testcase);
  if (problem === undefined) return undefined;
  const place = typeof testcase['@file'] === 'string' ? `\n${testcase['@file']}` : '';
  return {
    name: nameOf(testcase),
    detail: `${readable(textOf(problem)).trim()}${place}`,
  };
};

/**
 * A report in the form that JUnit began and most frameworks write: cases are counted, since totals
 * in attributes are only said. `undefined` for anything else.
 */
export const readJUnit = (xml: string): TestReport | undefined => {
  const root = parse(xml);
  if (root === undefined) return undefined;
  const suites = [...listAt(root, 'testsuites'), ...listAt(root, 'testsuite')].filter(isObject);
  if (suites.length === 0) return undefined;
  const cases = suites.flatMap(casesIn);
  const failures = cases.flatMap((testcase) => failureOf(testcase) ?? []);
  const skipped = cases.filter((testcase) => testcase['skipped'] !== undefined).length;
  const passed = cases.length - failures.length - skipped;
  const passes = cases
    .filter((testcase) => testcase['skipped'] === undefined && problemsOf(testcase).length === 0)
    .map(nameOf);
  return { framework: 'JUnit XML', passed, failed: failures.length, skipped, failures, passes };
};
