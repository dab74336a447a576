import type { Command } from 'commander';
import type { MaestroClient } from '../../client/client.ts';
import type { Transcript } from '../../client/transcript.ts';
import type { JournalEntry } from '../../domain/status.ts';
import { BadInput } from '../bad-input.ts';
import type { Context } from '../context.ts';
import { transcriptLines } from '../display/transcript-lines.ts';
import { readSessionFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';
import type { Reach } from '../with-client.ts';

const showJournal = (context: Context, entries: readonly JournalEntry[], json: boolean): void => {
  for (const entry of entries) {
    if (json) context.json(entry);
    else context.out(`${new Date(entry.at).toISOString()}  ${entry.text}`);
  }
};

/** All of it where the records can be read; otherwise what the workflow keeps. */
const readJournal = async (
  client: MaestroClient,
  session: string,
): Promise<readonly JournalEntry[]> => {
  const { hasEnded } = await import('../../client/view.ts');
  const view = await client.status(session);
  try {
    const kept = await client.journal(session);
    const last = kept.at(-1)?.seq ?? 0;
    // Entries reach the records along with the next step; the newest are only in the workflow yet.
    return hasEnded(view.status)
      ? kept
      : [...kept, ...view.journal.filter(({ seq }) => seq > last)];
  } catch {
    return view.journal;
  }
};

/** Says what is wrong with a persona that has no run. @throws BadInput always */
const refusePersona = async (persona: string, { loaded }: Reach): Promise<never> => {
  const { loadPersonas, loadSingle } = await import('../../client/connect.ts');
  const team = await loadPersonas(loaded.config.personaFolders);
  const known = [...team, await loadSingle()].map(({ id }) => id as string);
  if (known.includes(persona)) throw new BadInput(`${persona} has not run in this execution.`);
  throw new BadInput(`There is no persona "${persona}"; there are ${known.join(', ')}.`);
};

const readTranscripts = async (
  client: MaestroClient,
  reach: Reach,
  session: string,
  persona: string,
): Promise<readonly Transcript[]> => {
  const runs = await client.runs(session, persona);
  if (runs.length === 0) return refusePersona(persona, reach);
  const transcripts: Transcript[] = [];
  for (const run of runs) transcripts.push(await client.transcript(session, run));
  return transcripts;
};

const showTranscript = (context: Context, transcript: Transcript, json: boolean): void => {
  if (json) context.json(transcript);
  else context.text(transcriptLines(transcript).join('\n'));
};

export const addLogs = (program: Command, context: Context): void => {
  program
    .command('logs')
    .description('Show the journal, or all that was said in the runs of a persona')
    .argument('<session>', 'its name')
    .option('--persona <id>', 'prompts, answers and tool calls of its runs')
    .option('--json', 'one JSON object a line')
    .action(async (name: string, options: object) => {
      const { session, persona, json = false } = await readSessionFlags(name, options);
      await withClient(async (client, reach) => {
        if (persona === undefined) {
          showJournal(context, await readJournal(client, session), json);
          return;
        }
        for (const transcript of await readTranscripts(client, reach, session, persona)) {
          showTranscript(context, transcript, json);
        }
      });
    });
};
