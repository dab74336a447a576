import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseOlder } from '../../src/agent/compaction/choose.ts';
import type { Sized } from '../../src/agent/compaction/choose.ts';
import { compactionSizes, conversationTokens } from '../../src/agent/compaction/sizes.ts';
import { show } from '../../src/agent/compaction/show.ts';
import { compactionIn, compactionOptions } from '../../src/domain/compaction.ts';
import type { CompletedCall } from '../../src/ports/ledger.ts';
import type { ResolvedModel } from '../../src/ports/model.ts';
import { limits } from './fixture.ts';

const bytes = fc.integer({ min: 1, max: 50_000 });

const message = (role: Sized['role']) => bytes.map((size): Sized => ({ role, bytes: size }));

/** An answer with what follows it: results of its calls, and at times a reminder. */
const turn = fc
  .tuple(message('assistant'), fc.array(message('tool'), { maxLength: 1 }), fc.boolean())
  .map(([answer, results, reminded]): readonly Sized[] => [
    answer,
    ...results,
    ...(reminded || results.length === 0 ? [{ role: 'user', bytes: 100 } as const] : []),
  ]);

/** Prompts, perhaps the notes of an earlier compaction, and turns. */
const conversation = fc
  .tuple(message('system'), message('user'), fc.array(message('user'), { maxLength: 1 }))
  .chain(([system, user, notes]) =>
    fc
      .array(turn, { maxLength: 12 })
      .map((turns): readonly Sized[] => [system, user, ...notes, ...turns.flat()]),
  );

const sum = (messages: readonly Sized[]): number =>
  messages.reduce((total, item) => total + item.bytes, 0);

const OPENING = 2;

describe('what is summed up of a conversation', () => {
  test('begins after the prompts, ends before an answer, leaves the newest, and is worth it', () => {
    fc.assert(
      fc.property(conversation, bytes, bytes, (messages, keptBytes, leastBytes) => {
        const older = chooseOlder(messages, OPENING, { keptBytes, leastBytes });
        if (older === undefined) return;
        const end = older.from + older.messages;
        const newest = messages.findLastIndex(({ role }) => role === 'assistant');
        expect(older.from).toBe(OPENING);
        // Whatever follows an answer stays with it, so no result is without its call.
        expect(messages[end]?.role).toBe('assistant');
        expect(messages.slice(older.from, end).some(({ role }) => role === 'assistant')).toBe(true);
        expect(end).toBeLessThanOrEqual(newest);
        expect(sum(messages.slice(older.from, end))).toBeGreaterThan(leastBytes);
      }),
    );
  });

  test('is nothing only where all but the newest answer would not be worth it', () => {
    fc.assert(
      fc.property(conversation, bytes, bytes, (messages, keptBytes, leastBytes) => {
        const newest = messages.findLastIndex(({ role }) => role === 'assistant');
        const first = messages.findIndex(({ role }) => role === 'assistant');
        const most = newest === first ? 0 : sum(messages.slice(OPENING, newest));
        const older = chooseOlder(messages, OPENING, { keptBytes, leastBytes });
        expect(older === undefined).toBe(most <= leastBytes);
      }),
    );
  });

  test('leaves as much as fits', () => {
    const turns = Array.from({ length: 6 }, () => [
      { role: 'assistant', bytes: 100 } as const,
      { role: 'tool', bytes: 100 } as const,
    ]);
    const all: readonly Sized[] = [
      { role: 'system', bytes: 9 },
      { role: 'user', bytes: 9 },
      ...turns.flat(),
    ];
    expect(chooseOlder(all, OPENING, { keptBytes: 450, leastBytes: 10 })).toEqual({
      from: 2,
      messages: 8,
    });
    expect(chooseOlder(all, OPENING, { keptBytes: 0, leastBytes: 10 })).toEqual({
      from: 2,
      messages: 10,
    });
  });
});

describe('the limit of a conversation', () => {
  const limitOf = (contextWindow: number | undefined, compactAtTokens?: number): number =>
    compactionSizes({ contextWindow } as ResolvedModel, {
      ...limits,
      outputTokens: 16_000,
      compactAtTokens,
    }).limitTokens;

  test('is the setting, else what the model can read less its answer, else a usual one', () => {
    expect(limitOf(200_000, 5_000)).toBe(5_000);
    expect(limitOf(200_000)).toBe(150_000);
    expect(limitOf(32_000)).toBe(16_000);
    expect(limitOf(16_000)).toBe(4_000);
    expect(limitOf(undefined)).toBe(100_000);
  });

  test('is compared with what the last answer told and the bytes of what is new', () => {
    const call = { answer: { usage: { inputTokens: 9_000, outputTokens: 700 } } };
    expect(conversationTokens(call as CompletedCall, 300)).toBe(10_000);
  });
});

describe('what is shown for a summary', () => {
  const said = fc.array(
    fc.record({
      role: fc.constant('user' as const),
      content: fc.tuple(
        fc.record({
          type: fc.constant('text' as const),
          text: fc.oneof(
            fc.string({ unit: 'binary', maxLength: 3_000 }),
            fc.string({ unit: 'grapheme', minLength: 3_000, maxLength: 9_000 }),
          ),
        }),
      ),
    }),
    { maxLength: 20 },
  );

  test('fits into its bytes, and is text that a provider takes', () => {
    fc.assert(
      fc.property(said, fc.integer({ min: 0, max: 20_000 }), (messages, most) => {
        const text = show(
          messages.map(({ role, content }) => ({ role, content: [...content] })),
          most,
        );
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
        expect(Buffer.from(text).toString()).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test('holds calls and results, long ones without their middle, and no reasoning', () => {
    const text = show(
      [
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'I ponder.' },
            { type: 'tool-call', toolCallId: 'a', toolName: 'read', input: { path: 'x.md' } },
          ],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'a',
              toolName: 'read',
              output: { type: 'text', value: `begin ${'tea '.repeat(9_000)} end` },
            },
          ],
        },
      ],
      5_000,
    );
    expect(text).toMatch(/^\[called read\] \{"path":"x.md"\}\n\n\[result of read\] begin tea/);
    expect(text).toMatch(/characters left out … .* end$/);
    expect(text).not.toContain('ponder');
  });
});

describe('the mark of a compaction', () => {
  const compaction = {
    from: 2,
    messages: 7,
    summaryBytes: 1_000,
    shownBytes: 4_000,
    outputTokens: 8_000,
  };

  test('is read back as it was written', () => {
    const providerOptions: unknown = JSON.parse(JSON.stringify(compactionOptions(compaction)));
    expect(compactionIn({ role: 'user', providerOptions })).toEqual(compaction);
  });

  test.each(Object.keys(compaction))('is none without %s', (field) => {
    const half = { ...compaction, [field]: undefined };
    expect(compactionIn({ providerOptions: { maestro: { compaction: half } } })).toBeUndefined();
  });

  test('is in no other message, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(compactionIn(value)).toBeUndefined();
        expect(compactionIn({ providerOptions: value })).toBeUndefined();
        expect(compactionIn({ providerOptions: { maestro: value } })).toBeUndefined();
      }),
    );
  });
});
