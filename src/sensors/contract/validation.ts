import type { ValidationRule } from '../../domain/contract.ts';
import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { Member } from '../sensor.ts';
import { clip } from '../normalize.ts';
import { jsonProblem } from './json-pointer.ts';
import { firstMatches } from './pattern.ts';
import type { Matched } from './pattern.ts';
import { broken, HELD } from './view.ts';
import type { Check, FilesView } from './view.ts';

type Rule<Kind extends ValidationRule['kind']> = Extract<ValidationRule, { readonly kind: Kind }>;

/** Files named for one rule; more are as good as these to mend it. */
const NAMED = 20;

const RULE = 'contract.validation_rules';

const missing = ({ persona }: Member, rule: ValidationRule, expected: string): Check =>
  broken({
    severity: rule.severity,
    rule: RULE,
    expected,
    actual: 'no such file',
    message: `${rule.message} No file matches ${rule.path}.`,
    owner: persona.id,
  });

/** A pattern that can't be applied is a fault of the persona file, which no persona can mend. */
const unusable = ({ persona }: Member, rule: Rule<'contains' | 'excludes'>, why: string): Check =>
  broken({
    severity: 'warning',
    rule: RULE,
    expected: 'a pattern that can be applied',
    actual: `${clip(rule.pattern, 200)} ${why}`,
    message: `The pattern ${clip(rule.pattern, 200)} of this persona's contract ${why}; the persona file has to be mended.`,
    owner: persona.id,
  });

/** Files that are read and searched together. */
const AT_ONCE = 100;

/** Where each file has a line that matches; in the order of files, those without left out. */
const search = async (
  view: FilesView,
  files: readonly TreePath[],
  pattern: string,
): Promise<readonly (readonly [TreePath, number])[] | Extract<Matched, { problem: unknown }>> => {
  const found: (readonly [TreePath, number])[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const matched = firstMatches(pattern, await Promise.all(some.map(view.text)));
    if ('problem' in matched) return matched;
    some.forEach((path, index) => {
      const line = matched.lines[index] ?? 0;
      if (line > 0) found.push([path, line]);
    });
  }
  return found;
};

/** At least one of the files has a line that matches. */
const contains = async (
  member: Member,
  view: FilesView,
  rule: Rule<'contains'>,
): Promise<Check> => {
  const files = view.matching(rule.path);
  const expected = `a line that matches ${rule.pattern}`;
  const found = await search(view, files, rule.pattern);
  if ('problem' in found) return unusable(member, rule, found.problem);
  if (found.length > 0) return HELD;
  const [path] = files;
  if (path === undefined) return missing(member, rule, expected);
  const message = `${rule.message} ${files.length === 1 ? path : `None of ${rule.path}`} has ${expected}.`;
  const actual = 'no such line';
  const owner = view.producerOf(path);
  return broken({ severity: rule.severity, rule: RULE, path, expected, actual, message, owner });
};

const excludes = async (
  member: Member,
  view: FilesView,
  rule: Rule<'excludes'>,
): Promise<Check> => {
  const found = await search(view, view.matching(rule.path), rule.pattern);
  if ('problem' in found) return unusable(member, rule, found.problem);
  if (found.length === 0) return HELD;
  const findings = found.slice(0, NAMED).map(([path, line]): Finding => ({
    severity: rule.severity,
    rule: RULE,
    path,
    expected: `no line that matches ${rule.pattern}`,
    actual: `line ${String(line)}`,
    message: `${rule.message} ${path}, line ${String(line)}.`,
    owner: view.producerOf(path),
  }));
  return broken(...findings);
};

const eachFile = async (
  view: FilesView,
  rule: Rule<'json' | 'max_size'>,
  expected: string,
  problemOf: (path: TreePath) => Promise<string | undefined> | string | undefined,
): Promise<Check> => {
  const findings: Finding[] = [];
  for (const path of view.matching(rule.path)) {
    const actual = await problemOf(path);
    if (actual === undefined) continue;
    const message = `${rule.message} ${path}: ${actual}.`;
    const owner = view.producerOf(path);
    const { severity } = rule;
    findings.push({ severity, rule: RULE, path, expected, actual, message, owner });
  }
  return findings.length === 0 ? HELD : broken(...findings.slice(0, NAMED));
};

const json = (member: Member, view: FilesView, rule: Rule<'json'>): Promise<Check> | Check => {
  const { pointer } = rule;
  const expected = pointer === undefined ? 'JSON' : `JSON with a value at ${pointer}`;
  if (view.matching(rule.path).length === 0) return missing(member, rule, expected);
  return eachFile(view, rule, expected, async (path) =>
    jsonProblem(await view.text(path), pointer),
  );
};

const maxSize = (view: FilesView, rule: Rule<'max_size'>): Promise<Check> =>
  eachFile(view, rule, `at most ${String(rule.bytes)} bytes`, (path) =>
    view.size(path) <= rule.bytes ? undefined : `${String(view.size(path))} bytes`,
  );

const checkRule = async (member: Member, view: FilesView, rule: ValidationRule): Promise<Check> => {
  switch (rule.kind) {
    case 'contains':
      return contains(member, view, rule);
    case 'excludes':
      return excludes(member, view, rule);
    case 'json':
      return json(member, view, rule);
    case 'max_size':
      return maxSize(view, rule);
  }
};

export const checkValidations = (member: Member, view: FilesView): Promise<readonly Check[]> =>
  Promise.all(
    member.assignment.contract.validation_rules.map((rule) => checkRule(member, view, rule)),
  );
