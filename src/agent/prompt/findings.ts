import type { Finding } from '../../domain/finding.ts';

/** Characters of one piece of evidence. */
const EVIDENCE_MAX = 4_000;

const clip = (text: string): string =>
  text.length <= EVIDENCE_MAX ? text : `${text.slice(0, EVIDENCE_MAX)}…`;

/** A text that may have many lines, indented under its label. */
const evidence = (label: string, text: string | undefined): string =>
  text === undefined ? '' : `\n   ${label}: ${clip(text).trimEnd().replaceAll('\n', '\n     ')}`;

const findingText = (finding: Finding, index: number): string => {
  const where = finding.path === undefined ? '' : ` in "${finding.path}"`;
  const head = `${String(index + 1)}. [${finding.severity}] ${finding.rule}${where}: ${clip(finding.message)}`;
  return head + evidence('expected', finding.expected) + evidence('actual', finding.actual);
};

/** What the last gate, or a person, found wrong with this persona's work; empty without any. */
export const findingsSection = (findings: readonly Finding[]): string =>
  findings.length === 0
    ? ''
    : `# Findings: what you must mend now
Your earlier work is in the project. A gate or a person found the following. Mend each cause, keep what is right, and check the result before you finish.

${findings.map(findingText).join('\n')}`;
