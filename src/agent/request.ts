import type {
  JSONObject,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
} from '@ai-sdk/provider';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Digest } from '../domain/digest.ts';
import { digestOf } from '../ports/digests.ts';
import { TOOLS } from './tools/index.ts';

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

const TOOL_SCHEMAS: readonly LanguageModelV4FunctionTool[] = TOOLS.map(
  ({ name, description, inputSchema }) => ({ type: 'function', name, description, inputSchema }),
);

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

export const requestOf = (
  { spec, temperature }: { readonly spec: string; readonly temperature: number | undefined },
  messages: readonly LanguageModelV4Message[],
  maxOutputTokens: number,
  maestro: JSONObject | undefined,
): ModelRequest => ({
  spec,
  messages,
  tools: TOOL_SCHEMAS,
  maxOutputTokens,
  ...(temperature === undefined ? {} : { temperature }),
  ...(maestro === undefined ? {} : { maestro }),
});
