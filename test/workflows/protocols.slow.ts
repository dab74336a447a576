import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { expectBillWithin, ledgerOf, sumOf } from '../support/bill.ts';
import { FIRST_PASS, NOTES, TEST_KEYS } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

const prices = { input: 1, output: 2, cachedInput: 0.1, cacheWrite5m: 1.25, cacheWrite1h: 3 };

const maestro = useMaestro({
  env: {
    MAESTRO_MODEL_CALLS_STALL_MS: '500',
    MAESTRO_MODEL_PRICES: JSON.stringify(prices),
  },
});

const CACHED = { input: 1_000, output: 20, cachedInput: 600, reasoning: 5 };

/** Only Anthropic tells what went into its cache, and for how long. */
const PROTOCOLS = [
  ['anthropic:scripted', 'messages', { ...CACHED, cacheWrite5m: 200, cacheWrite1h: 100 }],
  ['openai:scripted', 'responses', CACHED],
  ['openai-chat:scripted', 'chat', CACHED],
] as const;

const trees = new Map<string, string>();

test.each(PROTOCOLS)(
  'with %s an execution goes through all gates, and costs what the provider says',
  async (model, protocol, usage) => {
    await maestro.model.play({ module: FIRST_PASS, prices, options: { usage } });
    await maestro.client.start({ ...NOTES, model, session: protocol });
    const result = await maestro.client.result(protocol);
    expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    trees.set(protocol, result.tree);
    const log = await maestro.model.log();
    expect(new Set(log.map((entry) => entry.protocol))).toEqual(new Set([protocol]));
    expect(log.every(({ body }) => body['stream'] === true)).toBe(true);
    const rows = await ledgerOf(maestro, protocol);
    expect(rows.every(({ outcome }) => outcome === 'complete')).toBe(true);
    expect(sumOf(rows)).toBe((await maestro.model.bill()).total);
    const { spending } = await maestro.client.status(protocol);
    expect(spending?.inputTokens).toEqual({ all: 1_000 * rows.length, cached: 600 * rows.length });
    // What the provider saved us, less what its cache cost us on top.
    const written = 'cacheWrite5m' in usage ? 200 * 0.25 + 100 * 2 : 0;
    expect(spending?.saved.cachingNanoUsd).toBe((600 * 0.9 - written) * 1_000 * rows.length);
  },
  120_000,
);

test('the product is the same, whichever protocol it came over', () => {
  expect(trees.size).toBe(PROTOCOLS.length);
  expect(new Set(trees.values()).size).toBe(1);
});

test.each(PROTOCOLS.slice(0, 2).map(([model, protocol]) => [model, protocol] as const))(
  'with %s it gets to the same end when calls fail, and the bill is within the ledger',
  async (model, protocol) => {
    const faults = ['overloaded', 'cut', 'rate limit, ms', 'reset after headers', 'stall'];
    await maestro.model.play({ module: FIRST_PASS, prices, options: { faults } });
    const session = `${protocol}-faults`;
    await maestro.client.start({ ...NOTES, model, session });
    const result = await maestro.client.result(session);
    expect(result.tree).toBe(trees.get(protocol));
    await expectBillWithin(maestro, await ledgerOf(maestro, session));
  },
  180_000,
);

const filesUnder = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'latin1')),
  );
};

const TABLES = ['sdlc_executions', 'journal', 'persona_runs', 'ledger', 'ledger_bytes'] as const;

/** All rows of all tables that could hold a key, bytes as letters. */
const rowsOf = async (): Promise<string> => {
  const rows = await Promise.all(
    TABLES.map((table) => maestro.database.db.selectFrom(table).selectAll().execute()),
  );
  const letters = (row: object) =>
    Object.values(row).map((value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
  return JSON.stringify(rows.flat().map(letters));
};

test('no key is in a row, an object, a history, a log or a request, nor in the sandbox', async () => {
  const session = 'keys';
  await maestro.model.play({ module: FIRST_PASS, options: { firstCommand: 'env; id' } });
  const model = 'anthropic:scripted';
  await maestro.client.start({ ...NOTES, model, session });
  await maestro.client.result(session);
  const asked = JSON.stringify(await maestro.model.log());
  // The command did run, and its output came back.
  expect(asked).toContain('uid=');
  await maestro.model.play({ module: FIRST_PASS, apiKey: 'another' });
  await maestro.client.start({ ...NOTES, model, session: 'refused-key' });
  const { block } = await maestro.until(
    'refused-key',
    'blocked',
    ({ status }) => status === 'blocked',
  );
  expect(block?.message).toContain('Set ANTHROPIC_API_KEY or ANTHROPIC_API_KEY_FILE');
  const histories = await Promise.all(
    [session, 'refused-key'].map((id) => maestro.temporal.workflow.getHandle(id).fetchHistory()),
  );
  const places = {
    asked,
    histories: JSON.stringify(histories),
    log: maestro.worker().log(),
    objects: (await filesUnder(maestro.objectsDir)).join('\n'),
    rows: await rowsOf(),
  };
  for (const [place, text] of Object.entries(places)) {
    const found = Object.values(TEST_KEYS).filter((key) => text.includes(key));
    expect([place, found]).toEqual([place, []]);
  }
  await maestro.client.cancel('refused-key');
}, 180_000);
