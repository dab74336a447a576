import type { Finding } from '../../domain/finding.ts';
import { worstFirst } from '../../domain/worst-first.ts';

/** Characters of one piece of evidence. */
const EVIDENCE_MAX = 4_000;

/** Characters of all findings with their evidence: about 10,000 tokens, at four characters each. */
const WHOLE_MAX = 40_000;

/** Characters of those that are told without evidence after that, and of one of them. */
const BRIEF_MAX = 8_000;
const BRIEF_LENGTH = 400;

const clip = (text: string, most = EVIDENCE_MAX): string =>
  text.length <= most ? text : `${text.slice(0, most)}…`;

/** A text that may have many lines, indented under its label. */
const evidence = (label: string, text: string | undefined): string =>
  text === undefined ? '' : `\n   ${label}: ${clip(text).trimEnd().replaceAll('\n', '\n     ')}`;

const headOf = ({ severity, rule, path, message }: Finding, index: number): string => {
  const where = path === undefined ? '' : ` in "${path}"`;
  return `${String(index + 1)}. [${severity}] ${rule}${where}: ${clip(message)}`;
};

const wholeText = (finding: Finding, index: number): string =>
  headOf(finding, index) +
  evidence('expected', finding.expected) +
  evidence('actual', finding.actual) +
  evidence('found by', finding.foundBy);

/** The first texts that fit into so many characters. */
const fitting = (texts: readonly string[], most: number): readonly string[] => {
  let length = 0;
  const end = texts.findIndex((text) => (length += text.length + 1) > most);
  return end === -1 ? texts : texts.slice(0, end);
};

/** Each finding once, worst first: with evidence, then without, then only how many more there are. */
const findingTexts = (findings: readonly Finding[]): readonly string[] => {
  const all = worstFirst(findings);
  const whole = fitting(all.map(wholeText), WHOLE_MAX);
  const heads = all.map(headOf).slice(whole.length);
  const brief = fitting(
    heads.map((head) => clip(head, BRIEF_LENGTH)),
    BRIEF_MAX,
  );
  const rest = heads.length - brief.length;
  return [
    ...whole,
    ...brief,
    ...(rest === 0 ? [] : [`And ${String(rest)} more, which are told when these are mended.`]),
  ];
};

/** Whose work findings are about. */
export const OWN_WORK = 'Your earlier work is in the project.';
export const FOUND_WORK =
  'The project was there before the team, and what follows is yours to mend in it.';

/** What the last gate, or a person, found wrong with this persona's work; empty without any. */
export const findingsSection = (findings: readonly Finding[], whose = OWN_WORK): string =>
  findings.length === 0
    ? ''
    : `# Findings: what you must mend now
${whose} A gate or a person found the following. Mend each cause, keep what is right, and check the result before you finish.

${findingTexts(findings).join('\n')}`;
