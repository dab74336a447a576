import { describe, expect, test } from '@jest/globals';
import type { ObservedView } from '../../src/client/index.ts';
import { frame } from '../../src/cli/display/frame.ts';
import { render } from '../../src/cli/display/line.ts';
import { listLines } from '../../src/cli/display/list-lines.ts';
import { spendingLines } from '../../src/cli/display/spending-lines.ts';
import { waitLines } from '../../src/cli/display/waits.ts';
import { blockForBudget } from '../../src/domain/block.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import type { ExecutionId, SessionId } from '../../src/domain/session.ts';
import type { PartSpending, Spending } from '../../src/domain/spending.ts';
import { digestOf } from '../../src/ports/digests.ts';
import type { ExecutionRow } from '../../src/ports/records.ts';

const usd = (amount: number) => nanoUsd(Math.round(amount * 1e9));

const part = (name: string, spent: number, cap?: number): PartSpending => ({
  name,
  spentNanoUsd: usd(spent),
  reservedNanoUsd: usd(0),
  possiblyBilledNanoUsd: usd(0),
  ...(cap === undefined ? {} : { capNanoUsd: usd(cap) }),
  calls: 1,
});

const SPENDING: Spending = {
  budgetNanoUsd: usd(2.5),
  spentNanoUsd: usd(2.1),
  reservedNanoUsd: usd(0.25),
  possiblyBilledNanoUsd: usd(0.12),
  leftNanoUsd: usd(0.15),
  calls: 12,
  phases: [part('requirements', 0.6), part('design', 1.5, 1.75)],
  personas: Array.from({ length: 8 }, (_, at) => part(`persona_${String(at)}`, 0.1)),
  models: [part('anthropic:strong', 2.1)],
  answers: [],
  inputTokens: { all: 1_000, cached: 740 },
  saved: { cachingNanoUsd: 300_000_000, reuseNanoUsd: usd(0.1) },
};

const NOTHING: Spending = {
  spentNanoUsd: usd(0),
  reservedNanoUsd: usd(0),
  possiblyBilledNanoUsd: usd(0),
  calls: 31,
  phases: [part('requirements', 0)],
  personas: [],
  models: [part('blueprint', 0)],
  answers: [],
  inputTokens: { all: 0, cached: 0 },
  saved: { cachingNanoUsd: 0, reuseNanoUsd: usd(0) },
};

const text = (lines: ReturnType<typeof spendingLines>): readonly string[] =>
  lines.map((parts) => render(parts, (_look, shown) => shown));

const view = (more: Partial<ObservedView>): ObservedView => ({
  session: 'shop',
  status: 'running',
  phase: 'requirements',
  phases: [],
  running: [],
  costNanoUsd: usd(2.1),
  calls: 12,
  elapsedMs: 1_000,
  journal: [],
  source: 'workflow',
  observedAt: 1_000,
  ...more,
});

const row = (session: string, spending: Spending): ExecutionRow => ({
  executionId: session as ExecutionId,
  session: session as SessionId,
  requirement: digestOf(session),
  excerpt: 'Keep books',
  model: 'anthropic:strong',
  revision: 1,
  status: 'running',
  phase: 'design',
  phases: [],
  startedAt: new Date(0),
  updatedAt: new Date(0),
  cost: spending.spentNanoUsd,
  calls: spending.calls,
  spending,
});

describe('what was spent', () => {
  test('is told with what is reserved, possibly billed twice, left and saved, and for what', () => {
    expect(text(spendingLines(SPENDING))).toEqual([
      'spent       $2.10 · $0.25 reserved · $0.12 possibly billed twice · $0.15 left of $2.50',
      'by phase    requirements $0.60 · design $1.50 of $1.75',
      'by persona  persona_0 $0.10 · persona_1 $0.10 · persona_2 $0.10 · persona_3 $0.10 · persona_4 $0.10 · persona_5 $0.10 · 2 others $0.20',
      'by model    anthropic:strong $2.10',
      'saved       $0.30 by caching (74 % of input) · $0.10 by reuse',
      'Warning: 80 % of the budget is spent.',
    ]);
  });

  test('is not told where nothing costs anything', () => {
    expect(spendingLines(NOTHING)).toEqual([]);
    expect(spendingLines(undefined)).toEqual([]);
  });

  test('tells the share of input that came from a cache, also where that saves no money', () => {
    const saved = { cachingNanoUsd: 0, reuseNanoUsd: usd(0) };
    const line = 'saved       $0.00 by caching (74 % of input) · $0.00 by reuse';
    expect(text(spendingLines({ ...SPENDING, saved }))).toContain(line);
    const { inputTokens } = SPENDING;
    expect(text(spendingLines({ ...NOTHING, inputTokens }))).toContain(line);
    const none = { ...SPENDING, saved, inputTokens: { all: 9, cached: 0 } };
    expect(text(spendingLines(none)).join('\n')).toContain('(0 % of input)');
  });

  test('tells when caching has cost more than it saved so far', () => {
    const saved = { cachingNanoUsd: -20_000_000, reuseNanoUsd: usd(0) };
    expect(text(spendingLines({ ...SPENDING, saved })).join('\n')).toContain('-$0.02 by caching');
  });

  test('stands in the display of an execution, beside its budget', () => {
    const shown = text(
      frame(view({ spending: SPENDING, budgetNanoUsd: usd(2.5) }), { now: 1_000 }),
    ).join('\n');
    expect(shown).toContain('12 calls · $2.10 of $2.50 · 0:01');
    expect(shown).toContain('by model    anthropic:strong');
  });

  test('stands in the list for each execution, and for all together', () => {
    const lines = text(listLines([row('one', SPENDING), row('two', SPENDING), row('x', NOTHING)]));
    expect(lines[1]).toMatch(/^one +running +design +– +\$2\.10 +\$0\.25 +\$0\.12 +\$0\.15 /);
    expect(lines[3]).toMatch(/^x +running +design +– +\$0\.00 +\$0\.00 +\$0\.00 +– /);
    expect(lines).toContain('spent       $4.20 · $0.50 reserved · $0.24 possibly billed twice');
    expect(lines).toContain('by phase    design $3.00 · requirements $1.20');
    expect(lines).toContain('saved       $0.60 by caching (74 % of input) · $0.20 by reuse');
  });
});

describe('an execution without money', () => {
  test('names the command that lifts it', () => {
    const shortage = {
      part: { kind: 'execution' },
      limit: usd(2.5),
      spent: usd(2.4),
      reserved: usd(0),
      needed: usd(0.2),
    } as const;
    const block = blockForBudget('shop', shortage, 'The budget is used up.');
    expect(text(waitLines(view({ status: 'blocked', block })))).toEqual([
      'Blocked budget: The budget is used up.',
      '  maestro budget shop 2.6',
    ]);
  });
});
