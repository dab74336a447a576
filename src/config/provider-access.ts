/** Where each provider of models is, and with which key. */
import { modelsOf, PROVIDERS, providedModel } from '../domain/model-spec.ts';
import type { Provider } from '../domain/model-spec.ts';
import { limitKey } from '../domain/provider-limit.ts';
import type { ProviderLimit } from '../domain/provider-limit.ts';
import { ConfigError } from './config-error.ts';
import { valueOf } from './explain.ts';
import { readText } from './read-text.ts';
import type { Config } from './schema.ts';
import { settingByKey, settings } from './settings.ts';

/** How a provider is reached. */
export interface ProviderAccess {
  readonly provider: Provider;
  /** It answers nobody without a key. */
  readonly needsKey: boolean;
  readonly baseUrl?: string;
  /**
   * Its key, read anew from the file when there is one, so that a changed file needs no restart.
   * @throws {ConfigError} when the file can't be read or holds no key
   */
  readonly key: () => string | undefined;
  /** For people: the settings that hold its base URL and its key. */
  readonly urlSetting: string;
  readonly keySetting: string;
  /** Of all workers together; absent with the base URL. */
  readonly limit?: ProviderLimit;
}

interface Keys {
  /** Whose settings say how much may be asked. */
  readonly limits: 'anthropic' | 'openai' | 'openaiCompatible' | 'ollama' | 'litellm';
  readonly url: string;
  readonly key: string;
  readonly file: string;
}

const group = (name: Exclude<Keys['limits'], 'openaiCompatible'>): Keys => ({
  limits: name,
  url: `${name}.baseUrl`,
  key: `${name}.apiKey`,
  file: `${name}.apiKeyFile`,
});

const KEYS: Readonly<Record<Provider, Keys>> = {
  anthropic: group('anthropic'),
  openai: group('openai'),
  'openai-chat': group('openai'),
  'openai-compatible': {
    limits: 'openaiCompatible',
    url: 'openaiBaseUrl',
    key: 'openaiApiKey',
    file: 'openaiApiKeyFile',
  },
  ollama: group('ollama'),
  litellm: group('litellm'),
};

const NEED_A_KEY: readonly Provider[] = ['anthropic', 'openai', 'openai-chat'];

/** No key is longer; a larger file is another one. */
const KEY_MAX = 16_384;

const textAt = (config: Config, key: string): string | undefined => {
  const value = valueOf(config, key);
  return typeof value === 'string' ? value : undefined;
};

const variable = (key: string): string => settingByKey.get(key)?.env ?? key;

const readKey = (file: string, key: string): string => {
  const refuse = (wrong: string): ConfigError =>
    new ConfigError({ file, key: variable(key), wrong, remedy: 'write the key alone into it' });
  try {
    const text = readText(file, KEY_MAX).trim();
    if (text !== '') return text;
  } catch (error) {
    throw refuse(`can't be read (${error instanceof Error ? error.message : String(error)})`);
  }
  throw refuse('holds no key');
};

const limitOf = (config: Config, { limits }: Keys, baseUrl: string): ProviderLimit => {
  const { concurrency, requestsPerMinute, tokensPerMinute } = config[limits];
  return {
    key: limitKey(limits, baseUrl),
    calls: concurrency,
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
  };
};

/** @throws {ConfigError} from its `key` only */
export function providerAccess(config: Config, provider: Provider): ProviderAccess {
  const { url, key, file } = KEYS[provider];
  const baseUrl = textAt(config, url);
  return {
    provider,
    needsKey: NEED_A_KEY.includes(provider),
    ...(baseUrl === undefined ? {} : { baseUrl, limit: limitOf(config, KEYS[provider], baseUrl) }),
    key: () => {
      const given = textAt(config, key);
      const path = textAt(config, file);
      return given ?? (path === undefined ? undefined : readKey(path, file));
    },
    urlSetting: variable(url),
    keySetting: `${variable(key)} or ${variable(file)}`,
  };
}

/** The environment variables whose settings decide whether the models of a list can be asked. */
export function modelVariables(list: string): readonly string[] {
  const keys = modelsOf(list).flatMap((spec) => {
    const provided = providedModel(spec);
    if (provided === undefined) return [];
    const { url, key, file } = KEYS[provided.provider];
    return [url, key, file, 'modelPrices'];
  });
  return [...new Set(keys)].map(variable);
}

/** How a model is reached; nothing for blueprint, which is here. */
export function modelAccess(config: Config, spec: string): ProviderAccess | undefined {
  const provided = providedModel(spec);
  return provided === undefined ? undefined : providerAccess(config, provided.provider);
}

const keyInFile = (config: Config, provider: Provider): readonly string[] => {
  try {
    return [providerAccess(config, provider).key() ?? ''];
  } catch {
    return [];
  }
};

/** Every secret of the configuration, those in files included, for taking them out of texts. */
export function secretValues(config: Config): readonly string[] {
  const set = settings.filter(({ secret }) => secret).map(({ key }) => textAt(config, key) ?? '');
  const files = PROVIDERS.flatMap((name) => keyInFile(config, name));
  return [...new Set([...set, ...files])].filter((value) => value !== '');
}
