import { isObject } from '../../domain/brand.ts';

const step = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) {
    return /^(0|[1-9]\d*)$/.test(key) ? (value as readonly unknown[])[Number(key)] : undefined;
  }
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

/** The value at a JSON pointer (RFC 6901); `undefined` when there is none. */
export const valueAt = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(step, root);

/** What is wrong with a text that should be JSON with a value at a pointer. */
export const jsonProblem = (text: string, pointer?: string): string | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not valid JSON';
  }
  const empty = pointer !== undefined && valueAt(value, pointer) === undefined;
  return empty ? `has no value at ${pointer}` : undefined;
};
