import type { ProviderView } from '../../config/index.ts';
import type { ModelStanding } from '../../ports/model-states.ts';
import { formatDuration } from './duration.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

type Use = ModelStanding['uses'][number];

/** How far a provider's limit is used; absent where nobody can tell. */
export const useOf = (
  { limit }: ProviderView,
  standing: ModelStanding | undefined,
): Omit<Use, 'key'> | undefined => {
  if (limit === undefined || standing === undefined) return undefined;
  const {
    calls = 0,
    waiting = 0,
    requests = 0,
    tokens = 0,
  } = standing.uses.find(({ key }) => key === limit.key) ?? {};
  return { calls, waiting, requests, tokens };
};

const share = (used: number | undefined, most: number): string =>
  `${used === undefined ? '–' : String(used)}/${String(most)}`;

/** `3/10, 2 wait, 40/60 requests and 9000/80000 tokens this minute`. */
export const useText = (view: ProviderView, standing: ModelStanding | undefined): string => {
  const { limit } = view;
  if (limit === undefined) return '–';
  const { calls, requestsPerMinute, tokensPerMinute } = limit;
  const use = useOf(view, standing);
  const minute = [
    ...(requestsPerMinute === undefined
      ? []
      : [`${share(use?.requests, requestsPerMinute)} requests`]),
    ...(tokensPerMinute === undefined ? [] : [`${share(use?.tokens, tokensPerMinute)} tokens`]),
  ];
  return [
    share(use?.calls, calls),
    ...(use === undefined || use.waiting === 0 ? [] : [`${String(use.waiting)} wait`]),
    ...(minute.length === 0 ? [] : [`${minute.join(' and ')} this minute`]),
  ].join(', ');
};

const UNKNOWN =
  'No records can be read: calls under way and circuit breakers of workers are not known.';

/** Which workers don't ask which models now, one a line. @param now ms since the epoch */
export const breakerLines = (standing: ModelStanding | undefined, now: number): readonly Line[] => {
  if (standing === undefined) return [line(span(UNKNOWN, 'dim'))];
  return standing.states
    .filter(({ state }) => state !== 'closed')
    .map(({ model, worker, state, since, reason }) =>
      line(
        span(`circuit breaker ${state.replace('_', ' ')}`, 'yellow'),
        ` for ${formatDuration(now - since.getTime())}: ${model}, worker ${worker} (${reason})`,
      ),
    );
};
