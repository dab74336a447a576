/** Where fetched programs are kept. The same folder as the setting `cache` of src/config. */
import { homedir } from 'node:os';
import path from 'node:path';

/** MAESTRO_CACHE, or `maestro` in XDG_CACHE_HOME or in ~/.cache. */
export function cacheFolder(env = process.env) {
  if (env.MAESTRO_CACHE) return path.resolve(env.MAESTRO_CACHE);
  const { XDG_CACHE_HOME: xdg } = env;
  return path.join(xdg?.startsWith('/') ? xdg : path.join(homedir(), '.cache'), 'maestro');
}
