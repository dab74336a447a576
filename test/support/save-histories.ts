/**
 * Records the histories in test/histories anew, from real executions over the wire.
 * Run: npm run build && node test/support/save-histories.ts [NAME…]
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NOTES, SCRIPTED, startMaestro } from './maestro.ts';
import type { Maestro } from './maestro.ts';
import { portable } from './portable-history.ts';
import { libraryProject, RIGHT } from '../validation/degraded.ts';
import { scriptPath } from './model-server/index.ts';

interface Scenario {
  readonly options?: Readonly<Record<string, unknown>>;
  /** Starts the execution, where it does not build the notes service from nothing. */
  readonly begin?: (maestro: Maestro, session: string) => Promise<unknown>;
  /** Brings the execution, which has been started, to its end. */
  readonly act: (maestro: Maestro, session: string) => Promise<void>;
}

const toTheEnd: Scenario['act'] = async ({ client }, session) => {
  await client.result(session);
};

const cancelled: Scenario['act'] = async ({ client }, session) => {
  await client.cancel(session);
  await client.result(session).catch(() => undefined);
};

/** Pauses, says things that make no sense, asks for rework, and goes on. */
const steer: Scenario['act'] = async (maestro, session) => {
  const { client, temporal } = maestro;
  const handle = temporal.workflow.getHandle(session);
  await maestro.untilRunning(session);
  await handle.signal('pause');
  await maestro.untilStatus(session, 'paused');
  await handle.signal('make_coffee', { sugar: 2 });
  await handle.signal('pause', 7);
  await client.rework(session, { personas: ['requirement_analyst'], reason: 'use ISO dates' });
  await handle.signal('resume');
  await maestro.until(
    session,
    'the second round',
    ({ phase, phases }) => phase !== 'requirements' && phases[0]?.iteration === 2,
  );
  await cancelled(maestro, session);
};

/** Stops converging; a person accepts the tree as it is. */
const accept: Scenario['act'] = async (maestro, session) => {
  const { client } = maestro;
  const { awaiting } = await maestro.untilStatus(session, 'blocked');
  await client.approve(session, { digest: awaiting?.digest ?? '', by: 'a reviewer' });
  await maestro.untilPhase(session, 'design');
  await cancelled(maestro, session);
};

/** A library that fails its own test, which its owner mends. */
const brokenLibrary: Scenario['begin'] = async ({ client, model }, session) => {
  await model.play({ module: scriptPath('mends'), options: { files: RIGHT } });
  const project = libraryProject({ broken: true });
  await client.remediate({ model: SCRIPTED, session, dir: project.dir });
  project.dispose();
};

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'first-pass': { act: toTheEnd },
  rework: { options: { bug: 'first' }, act: toTheEnd },
  steered: { options: { delayMs: 300 }, act: steer },
  remediated: { begin: brokenLibrary, act: toTheEnd },
  accepted: { options: { omit: { 'requirements/scenarios.feature': 'always' } }, act: accept },
};

/** The last run of an execution that left a longer history behind. */
const CONTINUED: Readonly<Record<string, Scenario>> = { continued: { act: toTheEnd } };

const record = async (maestro: Maestro, name: string, scenario: Scenario): Promise<void> => {
  await maestro.play(scenario.options ?? {});
  const { begin } = scenario;
  await (begin?.(maestro, name) ?? maestro.client.start({ ...NOTES, session: name }));
  await scenario.act(maestro, name);
  const text = portable(await maestro.temporal.workflow.getHandle(name).fetchHistory());
  const file = new URL(`../histories/${name}.json`, import.meta.url);
  await writeFile(file, text);
  console.log(`${fileURLToPath(file)}: ${String(text.length)} bytes`);
};

const recordAll = async (
  scenarios: Readonly<Record<string, Scenario>>,
  dynamicConfig: readonly string[] = [],
): Promise<void> => {
  const maestro = await startMaestro({ dynamicConfig });
  try {
    for (const [name, scenario] of Object.entries(scenarios)) await record(maestro, name, scenario);
  } finally {
    await maestro.stop();
  }
};

/** All of them, or those that the command names. */
const named = (scenarios: Readonly<Record<string, Scenario>>) =>
  Object.fromEntries(
    Object.entries(scenarios).filter(
      ([name]) => process.argv.length === 2 || process.argv.includes(name),
    ),
  );

await recordAll(named(SCENARIOS));
await recordAll(named(CONTINUED), ['limit.historyCount.suggestContinueAsNew=60']);
