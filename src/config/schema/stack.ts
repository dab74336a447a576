import { z } from 'zod';
import { about, text } from './values.ts';

const hostAndPort = text.regex(/^\S+:\d{1,5}$/, 'must look like host:port');

const postgresUrl = text.regex(
  /^postgres(ql)?:\/\//,
  'must start with postgres:// or postgresql://',
);

const temporal = z.strictObject({
  address: hostAndPort.optional().meta(
    about('A Temporal server to use; nothing is started then (host:port)', {
      env: 'TEMPORAL_ADDRESS',
    }),
  ),
  namespace: text
    .default('default')
    .meta(about('Temporal namespace', { env: 'TEMPORAL_NAMESPACE' })),
  cliPath: text
    .optional()
    .meta(about('The temporal CLI to use', { env: 'TEMPORAL_CLI_PATH', path: true })),
  taskQueue: text.default('sdlc').meta(about('Task queue of workflows and activities')),
});

/** Where state is kept, and what of the stack is somebody else's. */
export const stack = {
  home: text.meta(about('Where state, data and logs are kept', { path: true })),
  cache: text.meta(about('Where fetched programs are kept', { env: 'MAESTRO_CACHE', path: true })),
  temporal,
  databaseUrl: postgresUrl
    .optional()
    .meta(about('A Postgres to use; none is started then', { env: 'DATABASE_URL', secret: true })),
  objects: z.strictObject({
    dir: text.meta(about('Folder of the content-addressed files', { path: true })),
  }),
};
