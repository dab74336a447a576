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

/** Some words of a name that nobody can know before: four give 10 to the power of 7. */
export const randomWords = (count: number): readonly string[] =>
  Array.from({ length: count }, () => WORDS[randomInt(WORDS.length)] ?? WORDS[0]);

/** Items in an order that nobody can know before. */
export const shuffled = <T>(items: readonly T[]): readonly T[] => {
  const rest = [...items];
  return items.flatMap(() => rest.splice(randomInt(rest.length), 1));
};
