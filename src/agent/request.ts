import type {
  JSONObject,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
} from '@ai-sdk/provider';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Digest } from '../domain/digest.ts';
import { digestOf } from '../ports/digests.ts';
import type { Edition } from './edition.ts';
import { TOOLS } from './tools/index.ts';
import type { Tool } from './tools/tool.ts';

/** One request to a model, complete. */
export interface ModelRequest {
  readonly spec: string;
  readonly messages: readonly LanguageModelV4Message[];
  readonly tools: readonly LanguageModelV4FunctionTool[];
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  /** For blueprint alone, which computes from these rather than from the text. */
  readonly maestro?: JSONObject;
}

const schemasOf = (tools: readonly Tool[]): readonly LanguageModelV4FunctionTool[] =>
  tools.map(({ name, description, inputSchema }) => ({
    type: 'function',
    name,
    description,
    inputSchema,
  }));

/** What the first edition said of a command. */
const RUN_BEFORE =
  'Runs a shell command in a copy of the whole project, without network. What it changes in the files is discarded: to keep something, write it.';

const SCHEMAS: Readonly<Record<Edition, readonly LanguageModelV4FunctionTool[]>> = {
  second: schemasOf(TOOLS),
  first: schemasOf(TOOLS.filter(({ name }) => name !== 'remove')).map((schema) =>
    schema.name === 'run' ? { ...schema, description: RUN_BEFORE } : schema,
  ),
};

/** What a request is identified by, and how long it is at most. */
export interface RequestIdentity {
  readonly digest: Digest;
  /** Bytes of its canonical JSON. */
  readonly bytes: number;
}

/** The digest of everything that the answer depends on, in our own canonical JSON. */
export const identify = (request: ModelRequest): RequestIdentity => {
  const text = canonicalJson(request);
  return { digest: digestOf(text), bytes: Buffer.byteLength(text) };
};

/** What stays the same in all requests of a run. */
export interface RequestFrame {
  readonly edition: Edition;
  readonly temperature: number | undefined;
  readonly maxOutputTokens: number;
  readonly maestro: JSONObject | undefined;
}

export const requestOf = (
  spec: string,
  messages: readonly LanguageModelV4Message[],
  { edition, temperature, maxOutputTokens, maestro }: RequestFrame,
): ModelRequest => ({
  spec,
  messages,
  tools: SCHEMAS[edition],
  maxOutputTokens,
  ...(temperature === undefined ? {} : { temperature }),
  ...(maestro === undefined ? {} : { maestro }),
});
