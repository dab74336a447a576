import { XMLParser } from 'fast-xml-parser';
import { isObject } from '../../../domain/brand.ts';
import type { JsonObject } from '../../../domain/brand.ts';
import type { TestFailure, TestReport } from '../report.ts';

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

const failureOf = (testcase: JsonObject): TestFailure | undefined => {
  const [problem] = [...listAt(testcase, 'failure'), ...listAt(testcase, 'error')];
  if (problem === undefined) return undefined;
  const names = [testcase['@classname'], testcase['@name']].filter(
    (name) => typeof name === 'string',
  );
  const place = typeof testcase['@file'] === 'string' ? `\n${testcase['@file']}` : '';
  return {
    name: readable(names.join(' › ')),
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
  return { framework: 'JUnit XML', passed, failed: failures.length, skipped, failures };
};
