import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { ModelPrices } from '../domain/prices.ts';
import type { Scrub } from '../domain/secrets.ts';
import type { Breaker } from './breaker.ts';
import type { Turns } from './provider-limits.ts';

/** A model that can be asked, and what the loop has to know about it. */
export interface ResolvedModel {
  readonly spec: string;
  readonly model: LanguageModelV4;
  /** Whether its output is a stranger's code: then it runs in a real sandbox or not at all. */
  readonly trusted: boolean;
  /** Whether its answers are computed here and can be no secret, cost or network call. */
  readonly offline: boolean;
  readonly prices: ModelPrices;
  /** Tokens of a request and its answer together, at most; absent when unknown. */
  readonly contextWindow?: number;
  /** Left to the model when absent; some models refuse any. */
  readonly temperature?: number;
  /** Of this process; it learns from every call. */
  readonly breaker: Breaker;
  /** To ask its provider, within what all workers together may. */
  readonly turns: Turns;
  /** Takes keys out of what is told of a failure, and whatever looks like one. */
  readonly scrub: Scrub;
  /** Takes our very keys out of an answer, and nothing else: what looks like one may be its matter. */
  readonly conceal: Scrub;
  /** For people: the settings that hold its address and its key. */
  readonly settings: { readonly url: string; readonly key: string };
}

export interface Models {
  /** @throws ModelNotConfigured when a key, base URL or the model itself is missing. */
  resolve(spec: string): ResolvedModel;
  /** @throws RequirementNotSupported when this model can't build this requirement. */
  check(spec: string, requirement: string, options: { readonly assumeRecords: boolean }): void;
}

export class ModelNotConfigured extends Error {
  override readonly name = 'ModelNotConfigured';
}

export class RequirementNotSupported extends Error {
  override readonly name = 'RequirementNotSupported';
}
