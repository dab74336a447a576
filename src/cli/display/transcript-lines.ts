import type { Transcript, TranscriptStep } from '../../client/transcript.ts';
import type { Utterance } from '../../client/utterances.ts';

const titleOf = ({ role, kind, tool }: Utterance): string => {
  if (kind === 'tool-call') return `calls ${tool ?? 'a tool'}`;
  if (kind === 'tool-result') return `result of ${tool ?? 'a tool'}`;
  return kind === 'reasoning' ? 'reasoning' : role;
};

const indented = (text: string): string =>
  text
    .split('\n')
    .map((row) => `    ${row}`.trimEnd())
    .join('\n');

const said = (utterances: readonly Utterance[]): readonly string[] =>
  utterances.flatMap((utterance) => [`  ${titleOf(utterance)}:`, indented(utterance.text)]);

const stepTitle = (it: TranscriptStep): string => {
  const { step, attempt, outcome, problem, compaction } = it;
  const again = attempt > 1 ? `, attempt ${String(attempt)}` : '';
  const how = outcome === 'complete' ? '' : ` (${outcome}${problem ? `: ${problem}` : ''})`;
  const what =
    compaction === undefined
      ? ''
      : `, compaction: notes for ${String(compaction.messages)} earlier messages`;
  return `-- step ${String(step)}${again}${what}${how}`;
};

/** All that was said in a run, for people. */
export const transcriptLines = ({ runId, ended, steps, last }: Transcript): readonly string[] => [
  `== ${runId}${ended ? '' : ' (still running)'}`,
  ...steps.flatMap((step) => [stepTitle(step), ...said(step.said), ...said(step.answer)]),
  ...said(last),
];
