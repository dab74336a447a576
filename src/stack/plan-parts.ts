/** Which parts a supervisor runs, and on which ports. */
import { createHash } from 'node:crypto';
import { inheritedWhole } from '../config/index.ts';
import type { HomePaths } from './home.ts';
import type { LaunchSpec } from './launch-spec.ts';
import type { Part } from './part.ts';
import { freePort } from './ports.ts';
import { embeddedDatabaseUrl, postgresServer } from './postgres.ts';
import type { PartState, StackState } from './state.ts';
import { temporalServer } from './temporal-server.ts';
import { workerPart } from './worker-part.ts';

/** The parts, and where they can be reached. */
export interface PartPlan {
  readonly servers: readonly Part[];
  /** Started when the servers are ready. */
  readonly worker?: Part;
  readonly temporal: StackState['temporal'];
  readonly postgres: StackState['postgres'];
}

type Alive = Readonly<Record<string, PartState>>;

/** The Web UI's port is the server's and this, as the temporal CLI has it. */
const UI_OFFSET = 1000;
const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(':') + 1));

async function planTemporal(
  spec: LaunchSpec['temporal'],
  before: StackState | undefined,
  alive: Alive,
): Promise<StackState['temporal']> {
  const { namespace } = spec;
  if (spec.kind === 'external') return { embedded: false, address: spec.address, namespace };
  const last = before?.temporal.embedded ? portOf(before.temporal.address) : spec.port;
  const kept = alive['temporal'] !== undefined && before?.temporal.embedded === true;
  const port = kept ? last : await freePort(last, 1, [0, UI_OFFSET]);
  const address = `127.0.0.1:${String(port)}`;
  return { embedded: true, address, namespace, uiPort: port + UI_OFFSET, cli: spec.cli };
}

async function planPostgres(
  spec: LaunchSpec['postgres'],
  before: StackState | undefined,
  alive: Alive,
): Promise<StackState['postgres']> {
  if (spec.kind === 'external') return { embedded: false };
  const last = before?.postgres.port;
  if (last !== undefined && alive['postgres']) return { embedded: true, port: last };
  return { embedded: true, port: await freePort(last ?? spec.port, 1) };
}

function serversOf(paths: HomePaths, { temporal, postgres }: Omit<PartPlan, 'servers'>): Part[] {
  const { cli, namespace, uiPort } = temporal;
  const port = portOf(temporal.address);
  return [
    ...(cli !== undefined && uiPort !== undefined
      ? [temporalServer(paths, { cli, namespace, port, uiPort })]
      : []),
    ...(postgres.port !== undefined ? [postgresServer(paths, postgres.port)] : []),
  ];
}

function workerOf(
  spec: LaunchSpec,
  paths: HomePaths,
  { temporal, postgres }: Omit<PartPlan, 'servers'>,
): Part | undefined {
  if (!spec.worker) return undefined;
  const own =
    postgres.port === undefined ? {} : { DATABASE_URL: embeddedDatabaseUrl(paths, postgres.port) };
  const { address, namespace } = temporal;
  const where = {
    MAESTRO_HOME: paths.home,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
  };
  const from = [spec.build, spec.settings, spec.worker, where, postgres.port];
  const identity = createHash('sha256').update(JSON.stringify(from)).digest('hex').slice(0, 16);
  return workerPart(paths.home, spec.worker, identity, { ...inheritedWhole(), ...where, ...own });
}

/**
 * Plans the parts: what an earlier supervisor left running keeps its ports; what has to be started
 * gets the ports of last time if they are free, and the next free ones otherwise.
 */
export async function planParts(
  spec: LaunchSpec,
  paths: HomePaths,
  before: StackState | undefined,
  alive: Alive,
): Promise<PartPlan> {
  const [temporal, postgres] = await Promise.all([
    planTemporal(spec.temporal, before, alive),
    planPostgres(spec.postgres, before, alive),
  ]);
  const addresses = { temporal, postgres };
  const worker = workerOf(spec, paths, addresses);
  return { ...addresses, servers: serversOf(paths, addresses), ...(worker && { worker }) };
}
