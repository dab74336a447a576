import { randomInt } from 'node:crypto';

/** Words as they stand in names of ordinary tests. */
const WORDS = [
  ...['account', 'amount', 'answer', 'balance', 'branch', 'budget', 'bundle', 'button', 'calendar'],
  ...['change', 'channel', 'choice', 'column', 'comment', 'counter', 'customer', 'date', 'default'],
  ...[
    'detail',
    'draft',
    'entry',
    'error',
    'event',
    'export',
    'field',
    'filter',
    'folder',
    'format',
  ],
  ...[
    'group',
    'header',
    'history',
    'image',
    'import',
    'index',
    'item',
    'label',
    'language',
    'limit',
  ],
  ...['line', 'list', 'member', 'message', 'month', 'number', 'offset', 'option', 'order', 'page'],
  ...['parser', 'period', 'price', 'query', 'range', 'record', 'report', 'result', 'route', 'row'],
  ...['search', 'session', 'setting', 'status', 'summary', 'table', 'total', 'value', 'version'],
] as const;

/** Fewer words than these would be guessed. */
const WORDS_LEFT = 20;

/**
 * Some words of a name that nobody can know before: four give 10 to the power of 7.
 * @param beside a text whose words are kept out where enough others are left, so that a filter
 * which lets its tests through does not let these through as well.
 */
export const randomWords = (count: number, beside = ''): readonly string[] => {
  const others = WORDS.filter((word) => !beside.toLowerCase().includes(word));
  const words = others.length < WORDS_LEFT ? WORDS : others;
  return Array.from({ length: count }, () => words[randomInt(words.length)] ?? WORDS[0]);
};

/** Items in an order that nobody can know before. */
export const shuffled = <T>(items: readonly T[]): readonly T[] => {
  const rest = [...items];
  return items.flatMap(() => rest.splice(randomInt(rest.length), 1));
};
