/**
 * Does things a few at a time, in their order.
 * @param begin whether another one may be begun; what was not begun is `undefined` in the answer.
 */
export const inPool = async <T, R>(
  items: readonly T[],
  atOnce: number,
  begin: () => boolean,
  work: (item: T) => Promise<R>,
): Promise<readonly (R | undefined)[]> => {
  const results: (R | undefined)[] = items.map(() => undefined);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && begin()) {
      const at = next;
      next += 1;
      const item = items[at];
      if (item !== undefined) results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};
