/** Whether the model is configured and answers. */
import type { Config } from '../config/index.ts';
import type { DoctorRow } from './doctor-row.ts';
import { reasonOf } from './stack-error.ts';

const ANSWER_MS = 4_000;

async function ask(baseUrl: string, key: string | undefined): Promise<number | string> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const url = `${baseUrl.replace(/\/$/, '')}/models`;
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_MS) });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    return reasonOf(error instanceof Error && error.cause ? error.cause : error);
  }
}

/** Blueprint is always there; a server is asked for its list of models, which costs nothing. */
export async function checkModel(config: Config): Promise<readonly DoctorRow[]> {
  const { model, openaiBaseUrl, openaiApiKey } = config;
  const row = { name: 'model' };
  if (model === 'blueprint') {
    const detail = 'blueprint: deterministic and offline, for record-keeping services only';
    return [{ ...row, status: 'ok', detail }];
  }
  if (openaiBaseUrl === undefined) {
    const remedy = 'set MAESTRO_OPENAI_BASE_URL, and MAESTRO_OPENAI_API_KEY if the server asks';
    return [{ ...row, status: 'missing', detail: `${model} has no server`, remedy }];
  }
  const answer = await ask(openaiBaseUrl, openaiApiKey);
  const detail = `${model} at ${openaiBaseUrl}: ${String(answer)}`;
  if (answer === 401 || answer === 403) {
    return [{ ...row, status: 'missing', detail, remedy: 'set MAESTRO_OPENAI_API_KEY' }];
  }
  // Not every server lists its models; that it answers at all is what was asked.
  if (typeof answer === 'number' && answer < 500) return [{ ...row, status: 'ok', detail }];
  return [{ ...row, status: 'missing', detail, remedy: 'start the server, or correct its URL' }];
}
