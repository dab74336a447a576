import { describe, expect, test } from '@jest/globals';
import { notesBytes, notesMessage } from '../../src/agent/compaction/notes.ts';
import { encodeJson } from '../../src/agent/ledger-bytes.ts';
import type { WorkingTree } from '../../src/agent/working-tree.ts';
import { NO_COST } from '../../src/domain/money.ts';
import type { CallAnswer } from '../../src/ports/ledger.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { pathOf } from './fixture.ts';

const answer = (text: string): CallAnswer => ({
  content: encodeJson([{ type: 'text', text }]),
  finishReason: 'stop',
  usage: {},
  rawUsage: '{}',
  cost: NO_COST,
  latencyMs: 1,
});

const filesWith = (
  written: readonly string[],
  removed: readonly string[],
): Pick<WorkingTree, 'removed' | 'tree'> => {
  const entry = { blob: digestOf(''), size: 0, mode: 'file' as const, by: 'run' };
  return {
    tree: () => new Map(written.map((path) => [pathOf(path), entry])),
    removed: () => removed.map(pathOf),
  };
};

const COMPACTION = { from: 2, messages: 4, summaryBytes: 1_000, shownBytes: 1, outputTokens: 1 };

const textOf = (files: ReturnType<typeof filesWith>, notes = 'Tea is next.'): string =>
  JSON.stringify(notesMessage(COMPACTION, answer(notes), files, 'run'));

describe('the notes that stand for older messages', () => {
  test('tell by the working tree what was written and what was removed', () => {
    const text = textOf(filesWith(['b.md', 'a.md'], ['old.md']));
    expect(text).toContain('Files that you have written so far (2):\\na.md\\nb.md\\n\\n');
    expect(text).toContain('Files that you have removed so far (1):\\nold.md\\n\\n');
  });

  test('say nothing of removals where there are none', () => {
    expect(textOf(filesWith(['a.md'], []))).not.toContain('removed');
  });

  test('stay as short as was planned for, however much was written and removed', () => {
    const many = Array.from({ length: 500 }, (_, n) => `docs/${String(n)}.md`);
    const text = textOf(filesWith(many, many), 'x'.repeat(5_000));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(notesBytes(COMPACTION.summaryBytes));
    expect(text).toContain('(500)');
  });
});
