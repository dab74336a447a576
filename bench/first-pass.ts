/**
 * Where the time of a first pass goes, what its history weighs, and what it costs to run three
 * personas at once. Run: npm run build && node bench/first-pass.ts [--runs N] [--json]
 */
import { parseArgs } from 'node:util';
import { startMaestro } from '../test/support/maestro.ts';
import type { Maestro } from '../test/support/maestro.ts';
import { median } from './first-pass/intervals.ts';
import { oneExecution } from './first-pass/one-execution.ts';
import type { FirstPass } from './first-pass/one-execution.ts';
import { PERSONA_FOLDER, RUN_MS, threeAtOnce } from './first-pass/three-at-once.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1 on.');

const repeated = async <T>(
  env: Readonly<Record<string, string>>,
  measure: (maestro: Maestro, session: string) => Promise<T>,
): Promise<readonly T[]> => {
  const maestro = await startMaestro({ env });
  try {
    const measured: T[] = [];
    for (let run = 1; run <= runs; run += 1) {
      measured.push(await measure(maestro, `bench-${String(run)}`));
    }
    return measured;
  } finally {
    await maestro.stop();
  }
};

const mediansOf = (passes: readonly FirstPass[]): FirstPass => {
  const of = (field: keyof FirstPass): number => median(passes.map((pass) => pass[field]));
  return {
    wallMs: of('wallMs'),
    personasMs: of('personasMs'),
    gatesMs: of('gatesMs'),
    recordsMs: of('recordsMs'),
    engineMs: of('engineMs'),
    events: of('events'),
    historyBytes: of('historyBytes'),
  };
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
const share = (ms: number, wallMs: number): string => `${((100 * ms) / wallMs).toFixed(0)} %`;

const table = (pass: FirstPass, teamMs: number): string =>
  [
    `first pass with blueprint, median of ${String(runs)}`,
    `  wall       ${seconds(pass.wallMs)}`,
    `  personas   ${seconds(pass.personasMs)}   ${share(pass.personasMs, pass.wallMs)}`,
    `  gates      ${seconds(pass.gatesMs)}   ${share(pass.gatesMs, pass.wallMs)}`,
    `  records    ${seconds(pass.recordsMs)}   ${share(pass.recordsMs, pass.wallMs)}`,
    `  engine     ${seconds(pass.engineMs)}   ${share(pass.engineMs, pass.wallMs)}`,
    `  history    ${String(pass.events)} events, ${(pass.historyBytes / 1_000).toFixed(1)} kB`,
    `three persona runs of ${seconds(RUN_MS)} at once, median of ${String(runs)}`,
    `  wall       ${seconds(teamMs)}   ratio ${(teamMs / RUN_MS).toFixed(3)}`,
  ].join('\n');

const passes = await repeated({}, oneExecution);
const teams = await repeated({ MAESTRO_PERSONA_FOLDERS: PERSONA_FOLDER }, threeAtOnce);
const medians = mediansOf(passes);
const teamMs = median(teams);
console.log(
  values.json
    ? JSON.stringify({ medians, passes, teamMs, teams, ratio: teamMs / RUN_MS })
    : table(medians, teamMs),
);
