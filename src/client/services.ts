import type { Client } from '@temporalio/client';
import type { ObjectStore } from '../ports/objects.ts';
import type { RecordsReader } from '../ports/records.ts';

/** What the client's functions work with; made by `connect.ts`, opened on first use. */
export interface Services {
  /** @throws NotReachable when no Temporal server answers. */
  temporal(): Promise<Client>;
  /** @throws NotConfigured, NotReachable */
  records(): Promise<RecordsReader>;
  /** @throws NotConfigured */
  objects(): Promise<ObjectStore>;
  readonly hasRecords: boolean;
  readonly taskQueue: string;
  readonly queryTimeoutMs: number;
  readonly updateTimeoutMs: number;
}
