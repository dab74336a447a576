import type { ExportReport } from '../../client/export/report.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

const SHOWN = 10;

const some = (title: string, items: readonly string[]): readonly Line[] =>
  items.length === 0
    ? []
    : [
        line(span(title, 'yellow')),
        ...items.slice(0, SHOWN).map((item) => line(`  ${item}`)),
        ...(items.length > SHOWN ? [line(`  and ${String(items.length - SHOWN)} more`)] : []),
      ];

/** What an export did, for people. */
export const exportLines = (report: ExportReport): readonly Line[] => {
  const { dir, written, removed, unchanged, conflicts, kept, skipped } = report;
  const counts = [
    `${String(written.length)} written`,
    `${String(unchanged)} unchanged`,
    ...(removed.length > 0 ? [`${String(removed.length)} removed`] : []),
  ].join(', ');
  return [
    line(span(dir, 'bold'), `  ${counts}`),
    ...some(
      'Left alone, because you changed them:',
      conflicts.map(({ path, beside }) =>
        beside === undefined ? path : `${path}  (the product's version is ${beside})`,
      ),
    ),
    ...some('No longer in the product, but changed by you, so kept:', kept),
    ...some(
      'Could not be written or removed:',
      skipped.map(({ path, reason }) => `${path}: ${reason}`),
    ),
  ];
};
