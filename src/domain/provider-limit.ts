/** How much may be asked of one server of models, by all workers together. */
export interface ProviderLimit {
  /** Names whose limit it is: the provider's settings and the server's address. */
  readonly key: string;
  /** Calls at once, from 1. */
  readonly calls: number;
  /** Begun within any 60 s, from 1; no limit when absent. */
  readonly requestsPerMinute?: number;
  /** Of calls begun within any 60 s, input and output, from 1; no limit when absent. */
  readonly tokensPerMinute?: number;
}

/**
 * The key of a limit. Protocols that share their settings (`openai`, `openai-chat`) share an account
 * and so a limit; servers at other addresses have others.
 * @param settings what the provider's settings are called, such as `anthropic`
 * @param baseUrl a URL; what stands before its @ and after its path may be a secret, and is left out
 */
export const limitKey = (settings: string, baseUrl: string): string => {
  const { origin, pathname } = new URL(baseUrl);
  return `${settings} ${origin}${pathname.replace(/\/+$/, '')}`;
};
