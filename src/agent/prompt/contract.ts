import type { Contract, ValidationRule } from '../../domain/contract.ts';

const list = (items: readonly string[]): string => items.map((item) => `"${item}"`).join(', ');

const ruleLine = (rule: ValidationRule): string => {
  const weight = rule.severity === 'error' ? '' : ` (${rule.severity})`;
  switch (rule.kind) {
    case 'contains':
      return `"${rule.path}" must match /${rule.pattern}/: ${rule.message}${weight}`;
    case 'excludes':
      return `"${rule.path}" must not match /${rule.pattern}/: ${rule.message}${weight}`;
    case 'json': {
      const at = rule.pointer === undefined ? '' : ` and have something at ${rule.pointer}`;
      return `"${rule.path}" must be valid JSON${at}: ${rule.message}${weight}`;
    }
    case 'max_size':
      return `"${rule.path}" must have at most ${String(rule.bytes)} bytes: ${rule.message}${weight}`;
  }
};

const coverageLine = (of: string, percent: number | undefined): readonly string[] =>
  percent === undefined
    ? []
    : [`Tests reach at least ${String(percent)} % of the ${of} of the project's code.`];

const thresholdLines = ({ quality_thresholds: wanted }: Contract): readonly string[] => [
  ...(wanted.min_files === undefined ? [] : [`At least ${String(wanted.min_files)} files.`]),
  ...(wanted.min_words === undefined
    ? []
    : [`At least ${String(wanted.min_words)} words in every required document.`]),
  ...(wanted.min_tests === undefined
    ? []
    : [`At least ${String(wanted.min_tests)} tests that pass when the project's tests run.`]),
  ...coverageLine('lines', wanted.min_line_coverage),
  ...coverageLine('branches', wanted.min_branch_coverage),
];

/** A contract as sentences, one a line. */
export const contractLines = (contract: Contract): readonly string[] => [
  ...contract.required_files.map((glob) => `A file that matches "${glob}", not empty.`),
  ...contract.required_directories.map((path) => `A folder "${path}" with something in it.`),
  ...Object.entries(contract.required_documentation_sections).map(
    ([glob, sections]) => `In "${glob}", sections headed ${list(sections)}.`,
  ),
  ...thresholdLines(contract),
  ...contract.validation_rules.map(ruleLine),
];

export const contractSection = (contract: Contract): string => {
  const lines = contractLines(contract);
  const body = lines.length === 0 ? 'No fixed form.' : lines.map((line) => `- ${line}`).join('\n');
  return `# Contract: what you must deliver\n${body}`;
};
