import { isObject } from '../domain/brand.ts';
import type { CallRef } from '../ports/ledger.ts';
import type { Caller } from './call.ts';
import { encodeJson } from './ledger-bytes.ts';
import { done, failed } from './tools/tool.ts';
import type { ToolResult } from './tools/tool.ts';

/** Results of commands of one answer that are in the ledger already: such a command is not run again. */
export interface KeptResults {
  /** @param number of the call in its answer, from 1 */
  readonly find: (number: number) => ToolResult | undefined;
  readonly keep: (number: number, result: ToolResult) => Promise<void>;
}

/** Nothing when it is damaged: then the command is run again, as if it had not been kept. */
const parseResult = (bytes: Uint8Array): ToolResult | undefined => {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    if (!isObject(value) || typeof value['text'] !== 'string') return undefined;
    return value['ok'] === true ? done(value['text']) : failed(value['text']);
  } catch {
    return undefined;
  }
};

/** @param known what the ledger had when the attempt began, for this call */
export const keptResults = (
  { ledger, fence }: Caller,
  call: CallRef,
  known: ReadonlyMap<number, Uint8Array> | undefined,
): KeptResults => ({
  find: (number) => {
    const bytes = known?.get(number);
    return bytes && parseResult(bytes);
  },
  keep: (number, { ok, text }) => ledger.keepResult(fence, call, number, encodeJson({ ok, text })),
});
