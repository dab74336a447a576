/** Looks at everything Maestro needs, and says what is there, what is not, and how to get it. */
import type { LoadedConfig } from '../config/index.ts';
import { checkHome, checkNode } from './doctor-machine.ts';
import { checkModel } from './doctor-model.ts';
import type { DoctorRow } from './doctor-row.ts';
import { checkSandbox } from './doctor-sandbox.ts';
import { checkParts, checkPostgres, checkTemporal } from './doctor-stack.ts';

/** Looks at everything; starts and fetches nothing. Takes a few seconds at most. */
export async function doctor(loaded: LoadedConfig): Promise<readonly DoctorRow[]> {
  const { config } = loaded;
  const [temporal, postgres, sandbox, model] = await Promise.all([
    checkTemporal(config),
    checkPostgres(config),
    checkSandbox(config),
    checkModel(config),
  ]);
  const rows = [checkNode(), temporal, postgres, checkParts(config), sandbox, model];
  return [...rows, checkHome(config)].flat();
}
