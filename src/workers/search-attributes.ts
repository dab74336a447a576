import type { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes.ts';

/** Temporal's codes of value types, see `temporal.api.enums.v1.IndexedValueType`. */
const INDEXED = { KEYWORD: 2, DOUBLE: 4 } as const;

const wanted = (): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => [
      name,
      type === 'DOUBLE' ? INDEXED.DOUBLE : INDEXED.KEYWORD,
    ]),
  );

/**
 * Registers our search attributes: one that is not registered would fail workflow tasks for ever.
 * @returns whether they are there; where a cluster forbids it, executions go without.
 */
export const registerSearchAttributes = async (
  connection: NativeConnection,
  namespace: string,
  log: (line: string) => void,
): Promise<boolean> => {
  const { operatorService } = connection;
  const missing = async (): Promise<readonly string[]> => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.keys(wanted()).filter((name) => !(name in customAttributes));
  };
  try {
    const names = new Set(await missing());
    if (names.size === 0) return true;
    const searchAttributes = Object.fromEntries(
      Object.entries(wanted()).filter(([name]) => names.has(name)),
    );
    await operatorService.addSearchAttributes({ namespace, searchAttributes });
    return (await missing()).length === 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log(`Search attributes can't be registered (${reason}); executions go without them.`);
    return false;
  }
};
