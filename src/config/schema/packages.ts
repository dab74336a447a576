import { z } from 'zod';
import { about, text } from './values.ts';

/** What a product may install. */
export const packages = z.strictObject({
  registries: z
    .array(z.enum(['npm', 'pypi', 'none']))
    .default(['npm', 'pypi'])
    .meta(
      about(
        "Registries, as this machine's npm and pip have them configured, that can be reached while a project that a real model wrote, or one to be judged, is installed: npm, pypi, or none",
      ),
    ),
  hosts: z
    .array(text)
    .default([])
    .meta(about('Further hosts that they keep files on, beside those that they name themselves')),
  scripts: z
    .enum(['off', 'on'])
    .default('off')
    .meta(about('Whether packages may run scripts of their own when they are installed')),
});
