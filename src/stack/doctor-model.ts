/** Whether the model is configured and answers. */
import { configuredModels, modelAccess } from '../config/index.ts';
import type { Config, ProviderAccess } from '../config/index.ts';
import type { DoctorRow } from './doctor-row.ts';
import { reasonOf } from './stack-error.ts';

const ANSWER_MS = 4_000;

type Provider = ProviderAccess['provider'];

const headersFor = (provider: Provider, key: string | undefined): Record<string, string> => {
  if (key === undefined) return {};
  return provider === 'anthropic'
    ? { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
    : { authorization: `Bearer ${key}` };
};

/** Anthropic's address is often given without the version. */
const listUrl = (provider: Provider, baseUrl: string): string => {
  const base = baseUrl.replace(/\/$/, '');
  const bare = provider === 'anthropic' && new URL(baseUrl).pathname === '/';
  return `${base}${bare ? '/v1' : ''}/models`;
};

async function ask(
  provider: Provider,
  baseUrl: string,
  key: string | undefined,
): Promise<number | string> {
  try {
    const response = await fetch(listUrl(provider, baseUrl), {
      headers: headersFor(provider, key),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    return reasonOf(error instanceof Error && error.cause ? error.cause : error);
  }
}

const keyOf = (access: ProviderAccess): { readonly key?: string; readonly problem?: string } => {
  try {
    const key = access.key();
    return key === undefined ? {} : { key };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
};

async function checkProvider(model: string, access: ProviderAccess): Promise<DoctorRow> {
  const missing = (detail: string, remedy: string): DoctorRow => ({
    name: 'model',
    status: 'missing',
    detail,
    remedy,
  });
  const { provider, needsKey, baseUrl, keySetting, urlSetting } = access;
  const { key, problem } = keyOf(access);
  if (problem !== undefined) return missing(problem, `set ${keySetting}`);
  if (baseUrl === undefined) {
    const remedy = `set ${urlSetting}, and ${keySetting} if the server asks`;
    return missing(`${model} has no server`, remedy);
  }
  if (key === undefined && needsKey) {
    return missing(`${model} has no key`, `set ${keySetting}`);
  }
  const answer = await ask(provider, baseUrl, key);
  const detail = `${model} at ${baseUrl}: ${String(answer)}`;
  if (answer === 401 || answer === 403) return missing(detail, `set ${keySetting}`);
  // Not every server lists its models; that it answers at all is what was asked.
  if (typeof answer === 'number' && answer < 500) {
    return { name: 'model', status: 'ok', detail };
  }
  return missing(detail, `start the server, or correct ${urlSetting}`);
}

const BLUEPRINT: DoctorRow = {
  name: 'model',
  status: 'ok',
  detail: 'blueprint: deterministic and offline, for record-keeping services only',
};

/** Blueprint is always there; a server is asked for its list of models, which costs nothing. */
export async function checkModel(config: Config): Promise<readonly DoctorRow[]> {
  return Promise.all(
    configuredModels(config).map(async (spec) => {
      const access = modelAccess(config, spec);
      return access === undefined ? BLUEPRINT : checkProvider(spec, access);
    }),
  );
}
