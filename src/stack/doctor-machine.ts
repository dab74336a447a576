/** What the machine itself has to offer: Node, a folder that can be written, room on the disk. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/index.ts';
import type { DoctorRow } from './doctor-row.ts';

const OLDEST_NODE = [22, 12] as const;
/** Below this a warning is given, in bytes: databases and products need room. */
const LITTLE_ROOM = 1024 ** 3;

/** The Node that runs this. */
export function checkNode(): readonly DoctorRow[] {
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const newEnough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  const row = { name: 'node', version, detail: process.execPath };
  return newEnough
    ? [{ ...row, status: 'ok' }]
    : [{ ...row, status: 'missing', remedy: 'install Node 22.12 or later' }];
}

/** The nearest folder that exists: the home may still have to be made. */
function existingAbove(folder: string): string {
  return existsSync(folder) ? folder : existingAbove(path.dirname(folder));
}

function checkWritable(home: string, above: string): DoctorRow {
  const detail = above === home ? home : `${home} (will be made)`;
  try {
    accessSync(above, constants.W_OK | constants.X_OK);
    return { name: 'home', status: 'ok', detail };
  } catch {
    const remedy = 'make it writable for this user, or set MAESTRO_HOME';
    return { name: 'home', status: 'missing', detail: `${above} cannot be written`, remedy };
  }
}

function checkRoom(above: string): DoctorRow {
  const { bavail, bsize } = statfsSync(above);
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  if (free >= LITTLE_ROOM) return { name: 'disk', status: 'ok', detail };
  const remedy = 'make room, or set MAESTRO_HOME to a folder on another disk';
  return { name: 'disk', status: 'warning', detail, remedy };
}

/** The home and the disk under it. */
export function checkHome({ home }: Config): readonly DoctorRow[] {
  const above = existingAbove(home);
  return [checkWritable(home, above), checkRoom(above)];
}
