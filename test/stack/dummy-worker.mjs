/** Stands for the worker: says that it is ready, and with what, and waits. */
import { appendFileSync } from 'node:fs';

const { MAESTRO_TEST_WORKER_LOG: file, TEMPORAL_ADDRESS, DATABASE_URL, MAESTRO_HOME } = process.env;
if (file) {
  const line = { pid: process.pid, TEMPORAL_ADDRESS, DATABASE_URL, MAESTRO_HOME };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
process.stdout.write('{"ready":true}\n');
setInterval(() => undefined, 1000);
