import type { ValidationRule } from '../../domain/contract.ts';
import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { Member } from '../sensor.ts';
import { clip } from '../normalize.ts';
import { jsonProblem } from './json-pointer.ts';
import { firstMatch } from './pattern.ts';
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
    message: `The pattern ${clip(rule.pattern, 200)} of this persona's contract ${why}; the persona file has to be mended.`,
    owner: persona.id,
  });

/** At least one of the files has a line that matches. */
const contains = async (
  member: Member,
  view: FilesView,
  rule: Rule<'contains'>,
): Promise<Check> => {
  const files = view.matching(rule.path);
  const expected = `a line that matches ${rule.pattern}`;
  for (const path of files) {
    const match = firstMatch(rule.pattern, await view.text(path));
    if ('problem' in match) return unusable(member, rule, match.problem);
    if (match.line > 0) return HELD;
  }
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
  const findings: Finding[] = [];
  for (const path of view.matching(rule.path)) {
    const match = firstMatch(rule.pattern, await view.text(path));
    if ('problem' in match) return unusable(member, rule, match.problem);
    if (match.line === 0) continue;
    findings.push({
      severity: rule.severity,
      rule: RULE,
      path,
      expected: `no line that matches ${rule.pattern}`,
      actual: `line ${String(match.line)}`,
      message: `${rule.message} ${path}, line ${String(match.line)}.`,
      owner: view.producerOf(path),
    });
  }
  return findings.length === 0 ? HELD : broken(...findings.slice(0, NAMED));
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
