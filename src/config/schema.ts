/**
 * The one schema of Maestro's configuration: every setting, its type, its range and its default.
 * Names of environment variables follow from the keys (see `settings.ts`) unless given here.
 */
import { z } from 'zod';
import { budget } from './schema/budget.ts';
import { judging } from './schema/gates.ts';
import { limits } from './schema/limits.ts';
import { modelUse } from './schema/model-calls.ts';
import { modelChoice } from './schema/models.ts';
import { packages } from './schema/packages.ts';
import { providers } from './schema/providers.ts';
import { sandbox } from './schema/sandbox.ts';
import { stack } from './schema/stack.ts';
import { about, text } from './schema/values.ts';

/** The whole configuration. Every leaf carries a `SettingMeta`. */
export const configSchema = z.strictObject({
  ...stack,
  ...modelChoice,
  budget,
  ...providers,
  ...modelUse,
  personaFolders: z
    .array(text)
    .default([])
    .meta(about('More folders with persona files', { path: true })),
  outputDir: text.meta(about('Where finished projects are written', { path: true })),
  ...sandbox,
  limits,
  packages,
  ...judging,
  logLevel: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta(about('Least severe log line that is written')),
});

/** Maestro's configuration, resolved: paths absolute, defaults filled in. */
export type Config = Readonly<z.output<typeof configSchema>>;
