import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createHttpServer } from './http.js';
import { entities } from './model.js';
import { loadPage } from './page.js';
import { createRecords } from './records.js';
import { createRoutes } from './routes.js';
import { openStore } from './store.js';

const PAGE_DIRECTORY = fileURLToPath(new URL('../public', import.meta.url));
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * Starts the service.
 * @param {{ port: number, host: string, dataDir: string, log: import('./log.js').Log, onStoreFailure: (error: Error) => void }} options
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function startService({ port, host, dataDir, log, onStoreFailure }) {
  const store = await openStore(dataDir, entities, { onFailure: onStoreFailure });
  const routes = createRoutes(entities, createRecords(entities, store));
  const server = createHttpServer({ routes, page: await loadPage(PAGE_DIRECTORY), log });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;

  /** Lets requests under way finish, but not for ever; then closes the store. */
  async function close() {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    await closed;
    clearTimeout(timer);
    await store.close();
  }

  return { url: `http://${name}:${address.port}`, port: address.port, close };
}
