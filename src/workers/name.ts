import { hostname } from 'node:os';

/** How this worker is called in the ledger and in views: host and pid. */
export const workerName = (): string => `${hostname()}:${String(process.pid)}`;
