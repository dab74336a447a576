import { PROVIDERS } from '../domain/model-spec.ts';
import type { ProviderLimit } from '../domain/provider-limit.ts';
import { providerAccess } from './provider-access.ts';
import type { ProviderAccess } from './provider-access.ts';
import type { Config } from './schema.ts';

/** A provider as people may see it: never a character of its key. */
export interface ProviderView {
  readonly provider: ProviderAccess['provider'];
  /** Absent when none is set. */
  readonly baseUrl?: string;
  readonly key: 'set' | 'missing' | 'none needed' | 'unreadable';
  /** The settings that hold address and key. */
  readonly urlSetting: string;
  readonly keySetting: string;
  /** Of all workers together; absent with the base URL. */
  readonly limit?: ProviderLimit;
}

const keyOf = ({ key, needsKey }: ProviderAccess): ProviderView['key'] => {
  try {
    if (key() !== undefined) return 'set';
    return needsKey ? 'missing' : 'none needed';
  } catch {
    return 'unreadable';
  }
};

export const providerViews = (config: Config): readonly ProviderView[] =>
  PROVIDERS.map((provider) => {
    const access = providerAccess(config, provider);
    const { baseUrl, urlSetting, keySetting, limit } = access;
    const shown = baseUrl === undefined ? {} : { baseUrl };
    const limited = limit === undefined ? {} : { limit };
    return { provider, ...shown, key: keyOf(access), urlSetting, keySetting, ...limited };
  });
