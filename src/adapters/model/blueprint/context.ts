import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';

/** Who blueprint writes for, as the caller says in `providerOptions.maestro`. */
export interface BlueprintContext {
  readonly persona: string;
  readonly phase: string;
  readonly requirement: string;
  readonly assumeRecords: boolean;
}

/** The caller did not say, or not properly, what blueprint is to write. */
export class BlueprintContextMissing extends Error {
  override readonly name = 'BlueprintContextMissing';
}

/**
 * Reads the context of a call.
 * @throws BlueprintContextMissing
 */
export function contextOf({
  providerOptions,
}: Pick<LanguageModelV4CallOptions, 'providerOptions'>): BlueprintContext {
  const given = providerOptions?.['maestro'] ?? {};
  const text = (name: string): string => {
    const value = given[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new BlueprintContextMissing(
      `blueprint needs providerOptions.maestro.${name}, a text that is not empty; ` +
        'without it there is nothing to write for',
    );
  };
  return {
    persona: text('persona'),
    phase: text('phase'),
    requirement: text('requirement'),
    assumeRecords: given['assumeRecords'] === true,
  };
}
