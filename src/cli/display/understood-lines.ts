import { line, span } from './line.ts';
import type { Line } from './line.ts';

/** A kind of record that the product keeps. */
export interface KeptRecord {
  readonly name: string;
  readonly fields: readonly string[];
}

/** Characters; what goes beyond is counted, so that the line can be read at a glance. */
const LENGTH_MAX = 300;

const textOf = ({ name, fields }: KeptRecord): string => {
  const shown = fields.map((field) => field.replaceAll('_', ' ')).join(', ');
  return shown === '' ? name : `${name} (${shown})`;
};

const summaryOf = (records: readonly KeptRecord[]): string => {
  const texts = records.map(textOf);
  let length = 0;
  const shown = texts.filter((text, at) => (length += text.length + 2) <= LENGTH_MAX || at === 0);
  const left = texts.length - shown.length;
  return `${shown.join(', ')}${left === 0 ? '' : `, and ${String(left)} more`}`;
};

/** What blueprint made of a requirement, and where the rest is said; nothing where it made nothing. */
export const understoodLines = (records: readonly KeptRecord[]): readonly Line[] =>
  records.length === 0
    ? []
    : [
        line(span('Understood: ', 'bold'), summaryOf(records)),
        line(
          span('Scope:      ', 'bold'),
          'what is not part of it, and what was assumed, is in requirements/requirements.md',
        ),
      ];
