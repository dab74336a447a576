/** Whether generated code can be run apart from everything else, and how its limits are held. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Config } from '../config/index.ts';
import type { DoctorRow } from './doctor-row.ts';
import { runCommand } from './run-command.ts';

const NAME = 'sandbox';
const ONLY = "only blueprint's own output may run";

const CHECK_MS = 30_000;

/** Beside us: the build compiles it as well. */
const CHECK = fileURLToPath(
  new URL(`../workers/check-sandbox${path.extname(import.meta.url)}`, import.meta.url),
);

const found = z.union([
  z.object({
    kind: z.enum(['bubblewrap', 'container']),
    program: z.string(),
    holds: z.record(z.string(), z.string()),
    withoutEngine: z.string().optional(),
  }),
  z.object({ kind: z.undefined(), reason: z.string() }),
]);

const MORE =
  'to have memory held by the kernel, run the worker as root, or in a control group that is delegated (systemd: Delegate=yes)';

const unknown = (why: string): z.infer<typeof found> => ({ kind: undefined, reason: why });

/** Really runs a command in it, as a worker would; see `workers/check-sandbox.ts`. */
const look = async (): Promise<z.infer<typeof found>> => {
  const { output } = await runCommand(process.execPath, [CHECK], { timeoutMs: CHECK_MS });
  const line = output.split('\n').find((each) => each.startsWith('{'));
  if (line === undefined) return unknown(`it could not be tried: ${output.trim().slice(-300)}`);
  try {
    return found.parse(JSON.parse(line));
  } catch {
    return unknown(`it could not be tried: ${line.slice(0, 300)}`);
  }
};

const heldBy = (holds: Readonly<Record<string, string>>, how: string): string =>
  Object.keys(holds)
    .filter((limit) => holds[limit] === how)
    .join(', ');

const working = async (
  program: string,
  holds: Readonly<Record<string, string>>,
): Promise<DoctorRow> => {
  const { output } = await runCommand(program, ['--version'], { timeoutMs: 5_000 });
  const kernel = heldBy(holds, 'kernel');
  const detail = `${program}; held by the kernel: ${kernel}; sampled: ${heldBy(holds, 'sampled')}`;
  const row = { name: NAME, status: 'ok' as const, detail, version: output.trim() };
  return holds['memory'] === 'kernel' ? row : { ...row, remedy: MORE };
};

/** Containers are another way to run generated code, which is not tried where no engine runs. */
const containers = (why: string | undefined): readonly DoctorRow[] =>
  why === undefined ? [] : [{ name: 'containers', status: 'idle', detail: `not checked: ${why}` }];

/** Without a sandbox only blueprint's own output may run. Takes about half a second. */
export async function checkSandbox(config: Config): Promise<readonly DoctorRow[]> {
  if (config.sandbox === 'none') {
    const remedy = 'unset MAESTRO_SANDBOX';
    return [{ name: NAME, status: 'warning', detail: `switched off: ${ONLY}`, remedy }];
  }
  const result = await look();
  if (result.kind !== undefined) {
    const row = await working(result.program, result.holds);
    return [row, ...containers(result.withoutEngine)];
  }
  const status = config.sandbox === 'auto' ? 'warning' : 'missing';
  const remedy =
    'install bubblewrap, and allow unprivileged user namespaces; or run docker or podman';
  return [{ name: NAME, status, detail: `${result.reason} Until then ${ONLY}`, remedy }];
}
