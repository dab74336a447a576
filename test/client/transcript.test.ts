import { expect, test } from '@jest/globals';
import { runPersona } from '../../src/agent/index.ts';
import type { RunDeps } from '../../src/agent/index.ts';
import { transcriptLines } from '../../src/cli/display/transcript-lines.ts';
import type { Services } from '../../src/client/services.ts';
import { transcript } from '../../src/client/transcript.ts';
import type { Transcript } from '../../src/client/transcript.ts';
import { control, limits, useBench } from '../agent/fixture.ts';
import type { Bench } from '../agent/fixture.ts';
import { scriptPath } from '../support/model-server/index.ts';

const bench = useBench();

const read = async ({ deps, reader }: Bench): Promise<Transcript> => {
  const services: Services = {
    temporal: () => Promise.reject(new Error('no Temporal here')),
    records: () => Promise.resolve(reader),
    objects: () => Promise.resolve(deps.objects),
    hasRecords: true,
    taskQueue: 'none',
    queryTimeoutMs: 1,
    updateTimeoutMs: 1,
  };
  const [execution] = await reader.list({ limit: 1 });
  const [run] = execution === undefined ? [] : await reader.runs(execution.executionId);
  if (execution === undefined || run === undefined) throw new Error('There is no run.');
  return transcript(services, execution.session, run);
};

test('the transcript of an open run, and of one that has ended, names its compactions', async () => {
  const script = { module: scriptPath('growing'), options: { documents: 8, bytes: 4_000 } };
  const run = await bench.start(script, {
    limits: { ...limits, stepsPerRun: 30, compactAtTokens: 7_500 },
  });
  const open: RunDeps = {
    ...run.deps,
    ledger: { ...run.deps.ledger, closeRun: () => Promise.reject(new Error('killed')) },
  };
  await expect(runPersona(open, run.task, control())).rejects.toThrow('killed');
  const before = await read(run);
  await runPersona(run.deps, run.task, control());
  const after = await read(run);
  expect([before.ended, after.ended]).toEqual([false, true]);
  for (const { steps } of [before, after]) {
    expect(steps.flatMap(({ compaction }) => compaction ?? [])).toEqual([{ messages: 10 }]);
  }
  const lines = transcriptLines(after);
  const title = lines.findIndex((line) => line.includes('compaction'));
  expect(lines[title]).toBe('-- step 7, compaction: notes for 10 earlier messages');
  const next = lines.findIndex((line, index) => index > title && line.startsWith('-- step'));
  const said = lines.slice(title, next).join('\n');
  // The result of the newest call, what was asked for, and the notes.
  expect(said).toMatch(/Wrote "docs\/6.md"[^]*Write the notes now[^]*Notes: 5 documents/);
  expect(after.steps).toEqual(before.steps);
});
