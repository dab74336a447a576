import type { PersonaId } from '../domain/persona.ts';
import { parsePersonaId } from '../domain/persona.ts';
import type { JournalEntry } from '../domain/status.ts';
import type {
  ExecutionRow,
  GateRecord,
  ListFilter,
  OpenCallRow,
  RecordsReader,
  RunRow,
} from '../ports/records.ts';
import { DatabaseUnreachable } from '../ports/database-unreachable.ts';
import { InvalidInput, NotFound, NotReachable } from './errors.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';

/** A gate as it was decided, and when. */
export type GateRow = GateRecord & { readonly at: Date };

const asked = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DatabaseUnreachable)) throw error;
    throw new NotReachable(error.message, { cause: error });
  }
};

/** Runs a read for one execution. @throws NotFound, NotConfigured, NotReachable */
const reading = async <T>(
  services: Services,
  sessionText: string,
  read: (records: RecordsReader, row: ExecutionRow) => Promise<T>,
): Promise<T> => {
  const session = sessionOf(sessionText);
  const records = await services.records();
  return asked(async () => {
    const row = await records.find(session);
    if (row === undefined) throw new NotFound(session);
    return read(records, row);
  });
};

/** Newest first. */
export const list = async (
  services: Services,
  filter: ListFilter,
): Promise<readonly ExecutionRow[]> => {
  const records = await services.records();
  return asked(() => records.list(filter));
};

export const gates = (services: Services, session: string): Promise<readonly GateRow[]> =>
  reading(services, session, (records, row) => records.gates(row.executionId));

const personaOf = (text: string): PersonaId => {
  const id = parsePersonaId(text);
  if (!id.ok) throw new InvalidInput(id.problem);
  return id.value;
};

export const runs = (
  services: Services,
  session: string,
  persona?: string,
): Promise<readonly RunRow[]> => {
  const id = persona === undefined ? undefined : personaOf(persona);
  return reading(services, session, (records, row) => records.runs(row.executionId, id));
};

export const journal = (services: Services, session: string): Promise<readonly JournalEntry[]> =>
  reading(services, session, (records, row) => records.journal(row.executionId));

export const openCalls = (
  services: Services,
  session: string,
  runId: string,
): Promise<readonly OpenCallRow[]> =>
  reading(services, session, (records, row) => records.openCalls(row.executionId, runId));
