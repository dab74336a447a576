export { createRecordsReader } from './reader.ts';
export { createRecords } from './records.ts';
export { ExecutionUnknown } from './save.ts';
