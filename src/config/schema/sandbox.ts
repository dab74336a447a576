import { z } from 'zod';
import { about, bytes, count, milliseconds, text } from './values.ts';

/** What one command may take. */
export const sandboxLimits = z.strictObject({
  memoryBytes: bytes.default(1024 ** 3).meta(about('Memory of one sandboxed command, in bytes')),
  processes: count.max(4096).default(256).meta(about('Processes at once in the sandbox')),
  wallMs: milliseconds.default(180_000).meta(about('Elapsed time of one sandboxed command, in ms')),
  outputBytes: bytes
    .default(1024 ** 2)
    .meta(about('Output kept of one sandboxed command, in bytes')),
  diskBytes: bytes
    .default(512 * 1024 ** 2)
    .meta(about('Bytes that one sandboxed command may write')),
});

/** How generated code is run. */
export const sandbox = {
  sandbox: z
    .enum(['auto', 'bubblewrap', 'docker', 'podman', 'none'])
    .default('auto')
    .meta(
      about(
        'How generated code is run: bubblewrap, docker, podman, none, or auto: the first of these that works here',
      ),
    ),
  container: z.strictObject({
    image: text
      .default('node:24-bookworm')
      .meta(
        about(
          'Image that docker or podman run generated code in, with Node, npm and Python; it must be there, as it is never fetched',
        ),
      ),
  }),
};
