/** Whether generated code can be run apart from everything else. */
import type { Config } from '../config/index.ts';
import type { DoctorRow } from './doctor-row.ts';
import { onPath } from './on-path.ts';
import { runCommand } from './run-command.ts';

const REMEDY = 'install bubblewrap (apt-get install bubblewrap, dnf install bubblewrap)';

/** Without bubblewrap only blueprint's own output may run. */
export async function checkSandbox(config: Config): Promise<readonly DoctorRow[]> {
  const name = 'sandbox';
  const only = "only blueprint's own output may run";
  if (config.sandbox === 'none') {
    return [
      { name, status: 'warning', detail: `switched off: ${only}`, remedy: 'unset MAESTRO_SANDBOX' },
    ];
  }
  const program = onPath('bwrap');
  if (program === undefined) {
    const status = config.sandbox === 'bubblewrap' ? 'missing' : 'warning';
    return [{ name, status, detail: `no bubblewrap: ${only}`, remedy: REMEDY }];
  }
  const args = ['--unshare-all', '--ro-bind', '/', '/', 'true'];
  const [tried, { output }] = await Promise.all([
    runCommand(program, args, { timeoutMs: 5_000 }),
    runCommand(program, ['--version'], { timeoutMs: 5_000 }),
  ]);
  const version = output.trim();
  if (tried.code === 0) return [{ name, status: 'ok', detail: program, version }];
  const detail = `${program} does not work here (${tried.output.trim()}): ${only}`;
  const remedy = 'allow unprivileged user namespaces, or run where they are allowed';
  return [{ name, status: 'warning', detail, version, remedy }];
}
