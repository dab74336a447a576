import { formatUsd } from '../domain/money.ts';
import type { ExecutionView, PhaseView } from '../domain/status.ts';

/** Text that people wrote must not be read as markdown structure. */
const plain = (text: string): string => text.replace(/[\r\n|`<>*_[\]\\]+/g, ' ').trim();

const score = ({ score: value, threshold }: PhaseView): string =>
  value === undefined ? '–' : `${value.toFixed(2)} / ${(threshold ?? 0).toFixed(2)}`;

const row = (view: PhaseView): string =>
  `| ${view.phase} | ${view.state} | ${String(view.iteration)} of ${String(view.limit)} | ${score(view)} | ${plain(view.reason ?? '')} |`;

const limit = ({ budgetNanoUsd: most }: ExecutionView): string =>
  most === undefined ? '' : ` of ${formatUsd(most)}`;

const waitsFor = ({ block, awaiting, status, running }: ExecutionView): readonly string[] => {
  if (block !== undefined) {
    return [
      `**Blocked (${block.kind}).** ${plain(block.message)}`,
      `To lift it: ${plain(block.lift)}.`,
    ];
  }
  if (awaiting !== undefined) {
    return [`**Waits for approval** of \`${awaiting.digest}\` after ${awaiting.phase}.`];
  }
  if (status === 'paused') return ['**Paused.** Send `resume` to go on.'];
  if (status === 'pausing') return [`**Pausing** (${String(running.length)} running).`];
  return running.map(({ persona, phase }) => `Running: ${persona} (${phase})`);
};

/** The execution at a glance, for the Temporal Web UI. */
export const detailsOf = (view: ExecutionView): string =>
  [
    `### ${view.status}: ${view.phase}`,
    ...waitsFor(view),
    '',
    '| phase | state | iteration | score / threshold | last verdict |',
    '|---|---|---|---|---|',
    ...view.phases.map(row),
    '',
    `Model ${plain(view.model ?? 'not chosen yet')} · ${String(view.calls)} calls · ${formatUsd(view.costNanoUsd)}${limit(view)}${view.team === undefined ? '' : ' · one persona alone'}`,
    ...(view.tree === undefined ? [] : [`Tree \`${view.tree}\``]),
  ].join('\n');
