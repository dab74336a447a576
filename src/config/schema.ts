/**
 * The one schema of Maestro's configuration: every setting, its type, its range and its default.
 * Names of environment variables follow from the keys (see `settings.ts`) unless given here.
 */
import { z } from 'zod';
import { isModelList, PROVIDERS } from '../domain/model-spec.ts';
import { BUDGET_HELP, parseBudget } from '../domain/budget.ts';
import { parsePersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';

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

const about = (description: string, more: Omit<SettingMeta, 'description'> = {}): SettingMeta => ({
  description,
  ...more,
});

const text = z.string().trim().min(1, 'must not be empty');
const count = z.int().min(1);
const milliseconds = z.int().min(100).max(86_400_000);
const bytes = z.int().min(1024);
const fraction = z.number().min(0).max(1);
/** No client sends a name or a password that stands in an address, and many places show it. */
const url = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
  .refine((address) => {
    if (!URL.canParse(address)) return true; // It has been refused already.
    const { username, password } = new URL(address);
    return username === '' && password === '';
  }, 'must hold no user name and no password; a key is a setting of its own');

const hostAndPort = text.regex(/^\S+:\d{1,5}$/, 'must look like host:port');
const postgresUrl = text.regex(
  /^postgres(ql)?:\/\//,
  'must start with postgres:// or postgresql://',
);
const modelSpec = text.refine(
  isModelList,
  `must be "blueprint", or one of ${PROVIDERS.map((name) => `${name}:<model>`).join(', ')}, or up to five of these with commas between them`,
);

const personaId = text.refine((id) => parsePersonaId(id).ok, 'must have a persona id for each key');

const phaseModel = (phase: Phase) =>
  modelSpec.optional().meta(about(`Model of the ${phase} phase, or a list; else \`model\``));

/** Whose model is another than the execution's; what the start input says goes on top. */
const models = z.strictObject({
  phases: z.strictObject({
    requirements: phaseModel('requirements'),
    design: phaseModel('design'),
    implementation: phaseModel('implementation'),
    testing: phaseModel('testing'),
    deployment: phaseModel('deployment'),
  } satisfies Record<Phase, unknown>),
  personas: z
    .record(personaId, modelSpec)
    .default({})
    .meta(about('Models of personas, by id, before those of phases; JSON in the environment')),
});

const usd = z.number().refine((value) => parseBudget(value).ok, BUDGET_HELP);

const phaseCap = (phase: Phase) =>
  usd.optional().meta(about(`The most that the ${phase} phase may cost, in US dollars`));

/** What an execution may spend; `--budget` and the start input go before `usd`. */
const budget = z.strictObject({
  usd: usd
    .optional()
    .meta(about('The most that an execution may cost, in US dollars; else no limit')),
  phases: z.strictObject({
    requirements: phaseCap('requirements'),
    design: phaseCap('design'),
    implementation: phaseCap('implementation'),
    testing: phaseCap('testing'),
    deployment: phaseCap('deployment'),
  } satisfies Record<Phase, unknown>),
  personas: z
    .record(personaId, usd)
    .default({})
    .meta(
      about('The most that personas may cost in one execution, by id; JSON in the environment'),
    ),
});

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

const modelCalls = z.strictObject({
  timeoutMs: milliseconds
    .default(900_000)
    .meta(about('Longest one model call may take as a whole, in ms')),
  stallMs: milliseconds
    .default(120_000)
    .meta(about('Longest a model may be silent in the middle of an answer, in ms')),
  answerBytes: bytes
    .default(32 * 1024 ** 2)
    .meta(about('Bytes of one answer on the wire; a longer one is given up')),
  breakerFailures: count
    .max(1000)
    .default(5)
    .meta(
      about('Failed calls in a row after which a worker stops asking a model (circuit breaker)'),
    ),
  breakerMs: milliseconds
    .default(20_000)
    .meta(about('How long it does not ask then, until one call is made as a probe, in ms')),
});

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

const sandboxLimits = z.strictObject({
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

const limits = z.strictObject({
  phaseTimeoutMs: milliseconds.default(7_200_000).meta(about('Longest a phase may run, in ms')),
  personaTimeoutMs: milliseconds
    .default(1_800_000)
    .meta(about('Longest a persona run may take, in ms')),
  stepsPerRun: count.max(1000).default(60).meta(about('Model calls in one persona run')),
  outputBytes: bytes.default(20 * 1024 ** 2).meta(about('Bytes a persona run may deliver')),
  outputFiles: count.default(2000).meta(about('Files a persona run may deliver')),
  outputTokens: count
    .max(128_000)
    .default(16_000)
    .meta(about('Output tokens that one model call may use')),
  compactAtTokens: count
    .min(1_000)
    .max(10_000_000)
    .optional()
    .meta(
      about(
        'Tokens from which the conversation of a persona run is compacted: its older part is summed up, in a call of its own; else three quarters of what the model can read, or 100,000 where that is unknown',
      ),
    ),
  sandbox: sandboxLimits,
});

const packages = z.strictObject({
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

const thresholds = z.strictObject({
  first: fraction.default(0.6).meta(about('Score to pass in iteration 1 (0 to 1)')),
  second: fraction.default(0.75).meta(about('Score to pass in iteration 2 (0 to 1)')),
  later: fraction.default(0.85).meta(about('Score to pass from iteration 3 on (0 to 1)')),
  minImprovement: fraction
    .default(0.05)
    .meta(about('How much better a failing attempt must be than the best before it (0 to 1)')),
});

const gates = z.strictObject({
  mutationSeconds: z
    .number()
    .min(0)
    .max(60)
    .default(8)
    .meta(
      about(
        'Time for the kill rate of tests at each exit gate that measures it, in seconds (0 to 60); 0 turns it off',
      ),
    ),
  orderSeconds: z
    .number()
    .min(0)
    .max(60)
    .default(5)
    .meta(
      about(
        'Time in which runs of tests begin again and in other orders, at each exit gate that measures it, in seconds (0 to 60); 0 turns it off',
      ),
    ),
});

const quality = z.strictObject({
  baseUrl: url
    .optional()
    .meta(
      about(
        'A quality service, asked for a prediction and an assessment beside every gate; else a rule',
      ),
    ),
  acceptOnPrediction: z
    .enum(['off', 'on'])
    .default('off')
    .meta(
      about(
        'Whether a phase below its threshold, without an error, passes when its score is within .1 of a prediction with a confidence above .7',
      ),
    ),
});

/** The whole configuration. Every leaf carries a {@link SettingMeta}. */
export const configSchema = z.strictObject({
  home: text.meta(about('Where state, data and logs are kept', { path: true })),
  cache: text.meta(about('Where fetched programs are kept', { env: 'MAESTRO_CACHE', path: true })),
  temporal,
  databaseUrl: postgresUrl
    .optional()
    .meta(about('A Postgres to use; none is started then', { env: 'DATABASE_URL', secret: true })),
  objects: z.strictObject({
    dir: text.meta(about('Folder of the content-addressed files', { path: true })),
  }),
  model: modelSpec
    .default('blueprint')
    .meta(
      about(
        `Model: "blueprint" or "<provider>:<model>", provider one of ${PROVIDERS.join(', ')}; or a list with commas, asked in turn when one can't answer`,
      ),
    ),
  models,
  budget,
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
  modelCalls,
  modelPrices: z
    .union([text, z.record(text, z.unknown())], 'must be "free", or prices')
    .optional()
    .meta(
      about(
        'Prices of models that are not on the public list, or other than there, USD per million tokens: {"<model>":{"input":1,"output":2}}, also with cachedInput, cacheWrite5m, cacheWrite1h and tiers; or "free"; JSON in the environment',
      ),
    ),
  personaFolders: z
    .array(text)
    .default([])
    .meta(about('More folders with persona files', { path: true })),
  outputDir: text.meta(about('Where finished projects are written', { path: true })),
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
  limits,
  packages,
  thresholds,
  gates,
  quality,
  maxPhaseIterations: z
    .int()
    .min(1)
    .max(10)
    .default(3)
    .meta(about('Attempts of a phase before it is blocked (1 to 10)')),
  logLevel: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta(about('Least severe log line that is written')),
});

/** Maestro's configuration, resolved: paths absolute, defaults filled in. */
export type Config = Readonly<z.output<typeof configSchema>>;
