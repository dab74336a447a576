import { z } from 'zod';
import { BUDGET_HELP, parseBudget } from '../../domain/budget.ts';
import { isModelList, PROVIDERS } from '../../domain/model-spec.ts';
import { parsePersonaId } from '../../domain/persona.ts';

/** What the schema says about a setting beside its type. */
export interface SettingMeta {
  readonly [more: string]: unknown;
  /** One line for people. */
  readonly description: string;
  /** The environment variable, where it is not the one derived from the key. */
  readonly env?: string;
  /** Never shown, only whether it is set. */
  readonly secret?: true;
  /** A path (or list of paths): `~` is expanded, and it is made absolute. */
  readonly path?: true;
}

/** What a setting is for, in one line, and what else is to be known of it. */
export const about = (
  description: string,
  more: Omit<SettingMeta, 'description'> = {},
): SettingMeta => ({
  description,
  ...more,
});

export const text = z.string().trim().min(1, 'must not be empty');
export const count = z.int().min(1);
export const milliseconds = z.int().min(100).max(86_400_000);
export const bytes = z.int().min(1024);
export const fraction = z.number().min(0).max(1);

/** No client sends a name or a password that stands in an address, and many places show it. */
export const url = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
  .refine((address) => {
    if (!URL.canParse(address)) return true; // It has been refused already.
    const { username, password } = new URL(address);
    return username === '' && password === '';
  }, 'must hold no user name and no password; a key is a setting of its own');

export const modelSpec = text.refine(
  isModelList,
  `must be "blueprint", or one of ${PROVIDERS.map((name) => `${name}:<model>`).join(', ')}, or up to five of these with commas between them`,
);

export const personaId = text.refine(
  (id) => parsePersonaId(id).ok,
  'must have a persona id for each key',
);

/** US dollars. */
export const usd = z.number().refine((value) => parseBudget(value).ok, BUDGET_HELP);
