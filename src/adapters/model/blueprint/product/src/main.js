import { readConfig } from './config.js';
import { createLog } from './log.js';
import { startService } from './service.js';

const log = createLog(process.stdout);

function fail(error) {
  log('error', error.message, error.code ? { code: error.code } : {});
  process.exit(1);
}

async function main() {
  // What could not be stored must not be served as if it were: a failed write ends the process.
  const service = await startService({ ...readConfig(process.env), log, onStoreFailure: fail });
  const stop = async (signal) => {
    log('info', 'stopping', { signal });
    await service.close();
    log('info', 'stopped');
  };
  process.once('SIGTERM', (signal) => void stop(signal).catch(fail));
  process.once('SIGINT', (signal) => void stop(signal).catch(fail));
  // Said last: who reads it may ask the service to stop at once.
  log('info', 'listening', { url: service.url, port: service.port });
}

main().catch(fail);
