/**
 * Reads the configuration from environment variables.
 * @param {Record<string, string | undefined>} env
 * @returns {{ port: number, host: string, dataDir: string }}
 * @throws {Error} when PORT is not a port number
 */
export function readConfig(env) {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT must be a whole number from 0 to 65535, not "${env.PORT}"`);
  }
  return { port, host: env.HOST || '127.0.0.1', dataDir: env.DATA_DIR || './data' };
}
