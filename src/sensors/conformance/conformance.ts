import type { Evidence } from '../../domain/evidence.ts';
import { measured, skipped } from '../evidence.ts';
import { notInstalled } from '../install.ts';
import { clip } from '../normalize.ts';
import { readProject } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { isUp, launch, startOf } from '../smoke/launch.ts';
import type { Start } from '../smoke/launch.ts';
import { neverAnswered } from '../smoke/steps.ts';
import type { Smoke } from '../smoke/outcome.ts';
import type { DescribedApi } from './described.ts';
import { readDescribed } from './described.ts';
import { findingsOf } from './findings.ts';
import { probe } from './probe.ts';
import type { Probed } from './probe.ts';
import { createWire } from './wire.ts';

/** What a service gets to end once all has been asked, in ms: how it does is not judged here. */
const GRACE_MS = 2_000;

const noteOf = ({ step }: Smoke, { file }: DescribedApi, probed: Probed): string => {
  const { operations, unprobed, checked } = probed;
  const asked = `${String(operations - unprobed.length)} of ${String(operations)} operations of ${file} answered as they are meant to be asked, ${String(checked)} requests judged`;
  const left = unprobed.length === 0 ? '' : `; not probed: ${clip(unprobed.join(', '), 600)}`;
  return `${step.command}, as ${step.why}: ${asked}${left}`;
};

const runProbes = async (smoke: Smoke, api: DescribedApi): Promise<Omit<Evidence, 'ms'>> => {
  const { ctx, step, service } = smoke;
  const up = await isUp(smoke);
  const log = (lines: readonly string[]): Promise<Evidence['log']> =>
    ctx.saveLog([`$ ${step.command}`, ...lines, '', service.output()].join('\n'));
  if (up !== true) {
    const note = `${step.command}, as ${step.why}: it did not answer`;
    const found = { note, command: step.command, checked: 1, held: 0 };
    const kept = await log([]);
    const { findings } = neverAnswered(smoke, up.ended, 'conformance.start');
    return measured(ctx, 'conformance', {
      ...found,
      ...(kept === undefined ? {} : { log: kept }),
      findings,
    });
  }
  const probed = await probe(api, createWire(service, ctx.signal));
  // Only when it has ended has all that it printed arrived.
  await service.stop(GRACE_MS);
  const note = noteOf(smoke, api, probed);
  if (probed.checked === 0) return skipped(ctx, 'conformance', note);
  const kept = await log(probed.log);
  return measured(ctx, 'conformance', {
    note,
    command: step.command,
    ...(kept === undefined ? {} : { log: kept }),
    checked: probed.checked,
    held: probed.held,
    findings: findingsOf(smoke, api, probed.faults),
  });
};

const run = async (ctx: SenseContext, start: Start, api: DescribedApi): Promise<Evidence> => {
  const started = performance.now();
  const smoke = await launch(ctx, start, await ctx.scratch());
  try {
    const evidence = await runProbes(smoke, api);
    return { ...evidence, ms: Math.round(performance.now() - started) };
  } finally {
    await smoke.service.stop(0).catch(() => undefined);
  }
};

/** Holds the running service against its own OpenAPI document. */
export const conformanceSensor: Sensor = {
  name: 'conformance',
  async sense(ctx) {
    const found = await readDescribed(ctx);
    if ('none' in found) return skipped(ctx, 'conformance', found.none);
    const start = startOf(await readProject(ctx));
    if (start === undefined) return skipped(ctx, 'conformance', 'no start command');
    return notInstalled(ctx)
      ? skipped(ctx, 'conformance', 'what it needs could not be installed')
      : run(ctx, start, found.api);
  },
};
