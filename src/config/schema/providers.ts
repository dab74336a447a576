import { z } from 'zod';
import { about, count, text, url } from './values.ts';

interface ProviderNames {
  readonly title: string;
  readonly baseUrl: string;
  /** What the usual names of its environment variables begin with; ours when absent. */
  readonly env?: string;
}

/** What all workers of one Postgres together may ask of one server of models. */
const providerLimits = (title: string) => ({
  concurrency: count
    .max(1000)
    .default(10)
    .meta(about(`Calls of ${title} at once, of all workers together (1 to 1000)`)),
  requestsPerMinute: count
    .max(1_000_000)
    .optional()
    .meta(about(`Calls of ${title} begun in any minute, of all workers together; else no limit`)),
  tokensPerMinute: count
    .max(1_000_000_000)
    .optional()
    .meta(
      about(
        `Tokens of calls of ${title} begun in any minute, input and output, of all workers together; else no limit`,
      ),
    ),
});

/** What is to be known of a provider of models to ask it. */
const provider = ({ title, baseUrl, env }: ProviderNames) => {
  const named = (end: string) => (env === undefined ? {} : { env: `${env}_${end}` });
  return z.strictObject({
    baseUrl: url.default(baseUrl).meta(about(`Base URL of ${title}`, named('BASE_URL'))),
    apiKey: text.optional().meta(about(`Key for ${title}`, { secret: true, ...named('API_KEY') })),
    apiKeyFile: text
      .optional()
      .meta(
        about(`File that holds the key for ${title}`, { path: true, ...named('API_KEY_FILE') }),
      ),
    ...providerLimits(title),
  });
};

/** Who answers for models, by the first word of a model's name. */
export const providers = {
  anthropic: provider({
    title: 'Anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    env: 'ANTHROPIC',
  }),
  openai: provider({ title: 'OpenAI', baseUrl: 'https://api.openai.com/v1', env: 'OPENAI' }),
  ollama: provider({ title: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' }),
  litellm: provider({ title: 'LiteLLM', baseUrl: 'http://127.0.0.1:4000/v1' }),
  openaiBaseUrl: url.optional().meta(about('Base URL of the OpenAI-compatible server')),
  openaiApiKey: text
    .optional()
    .meta(about('Key for the OpenAI-compatible server', { secret: true })),
  openaiApiKeyFile: text
    .optional()
    .meta(about('File that holds the key for the OpenAI-compatible server', { path: true })),
  openaiCompatible: z.strictObject(providerLimits('the OpenAI-compatible server')),
};
