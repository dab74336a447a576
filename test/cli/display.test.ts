import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bar, progressOf } from '../../src/cli/display/bar.ts';
import { changes } from '../../src/cli/display/changes.ts';
import { formatDuration } from '../../src/cli/display/duration.ts';
import { frame } from '../../src/cli/display/frame.ts';
import { line, render, span } from '../../src/cli/display/line.ts';
import type { Paint } from '../../src/cli/display/line.ts';
import { plainJson, plainLine, plainText } from '../../src/cli/display/plain-text.ts';
import { shellWord } from '../../src/cli/display/shell.ts';
import { table } from '../../src/cli/display/table.ts';
import { understoodLines } from '../../src/cli/display/understood-lines.ts';
import type { KeptRecord } from '../../src/cli/display/understood-lines.ts';
import { waitLines } from '../../src/cli/display/waits.ts';
import type { ObservedView } from '../../src/client/view.ts';
import { blockOf } from '../../src/domain/block.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import type { PersonaId } from '../../src/domain/persona.ts';
import { PHASES } from '../../src/domain/phases.ts';
import type { PhaseView } from '../../src/domain/status.ts';

const bare: Paint = (_look, text) => text;
const marked: Paint = (look, text) => `<${look}>${text}</>`;
const START = 1_000_000;

const phase = (name: PhaseView['phase'], more: Partial<PhaseView> = {}): PhaseView => ({
  phase: name,
  state: 'waiting',
  iteration: 0,
  limit: 3,
  ...more,
});

const view = (more: Partial<ObservedView> = {}): ObservedView => ({
  session: 'shop',
  status: 'running',
  phase: 'requirements',
  phases: PHASES.map((name) => phase(name)),
  running: [],
  model: 'blueprint',
  costNanoUsd: nanoUsd(1_200_000),
  calls: 3,
  elapsedMs: 65_000,
  journal: [],
  source: 'workflow',
  observedAt: START + 65_000,
  ...more,
});

const shown = (of: ObservedView, now = of.observedAt): string =>
  frame(of, { now })
    .map((parts) => render(parts, bare))
    .join('\n');

const passed: Partial<PhaseView> = {
  state: 'passed',
  iteration: 1,
  score: 0.93,
  threshold: 0.6,
  verdict: 'passed',
  reason: 'fine',
};

describe('the live display', () => {
  test('shows phases with scores, who works, calls, cost and elapsed time', () => {
    const text = shown(
      view({
        phase: 'design',
        phases: [
          phase('requirements', passed),
          phase('design', { state: 'running', iteration: 2 }),
          ...PHASES.slice(2).map((name) => phase(name)),
        ],
        running: [
          {
            persona: 'solution_architect' as PersonaId,
            phase: 'design',
            runId: 'r',
            since: START + 60_000,
          },
        ],
      }),
    );
    expect(text).toContain('shop  running  model blueprint');
    expect(text).toContain('3 calls · $0.0012 · 1:05');
    expect(text).toMatch(/✓ requirements +iteration 1 of 3 {2}0\.93 of 0\.60/);
    expect(text).toMatch(/▸ design +iteration 2 of 3\s+solution_architect 0:05\n· implementation/);
  });

  test('lets the clock go on between two views while it works, and not while it waits', () => {
    expect(shown(view(), START + 70_000)).toContain('1:10');
    expect(shown(view({ status: 'paused' }), START + 70_000)).toContain('1:05');
  });

  test('estimates what is left only where that is known', () => {
    const estimated = frame(view(), { now: START + 65_000, usualMs: 90_000 });
    expect(estimated.map((parts) => render(parts, bare)).join('\n')).toContain('about 0:25 left');
    expect(shown(view())).not.toContain('left');
  });

  test('says why an execution failed, also where nothing else is known of it', () => {
    const failure = 'The persona folder /x cannot be read.';
    const text = shown(view({ status: 'failed', calls: 0, source: 'temporal', failure }));
    expect(text).toMatch(/shop {2}failed/);
    expect(text).toContain('nothing was recorded; from Temporal.');
    expect(text).toContain('Failed: The persona folder /x cannot be read.');
  });

  test('says what lifts a block, as commands', () => {
    const blocked = view({ status: 'blocked', block: blockOf('not_converging', 'No gain.') });
    const text = waitLines(blocked)
      .map((parts) => render(parts, bare))
      .join('\n');
    expect(text).toContain('Blocked not_converging: No gain.');
    expect(text).toContain('maestro resume shop --iterations N');
    for (const decision of [
      /To lift it: decide for more iterations .*another model .*a changed requirement .*accept/,
      /maestro resume shop --iterations N +\(more iterations\)/,
      /maestro resume shop --model SPEC +\(another model\)/,
      /maestro rework shop --reason TEXT +\(a changed requirement\)/,
      /maestro approve shop --by NAME --reason TEXT +\(accepts the tree as it is\)/,
    ]) {
      expect(text).toMatch(decision);
    }
  });

  test('shows what the last gate measured, what nothing measured, and what to do', () => {
    const dimensions = { correctness: 0.934, tests: 1 };
    const text = shown(
      view({
        phases: [
          phase('requirements', { ...passed, dimensions: { documentation: 0.5 } }),
          phase('design', { ...passed, dimensions, recommendations: ['qa_engineer: Add a test.'] }),
        ],
      }),
    );
    expect(text).toContain(
      'measured    correctness 0.93 · completeness unknown · tests 1.00 · maintainability unknown',
    );
    expect(text).toContain('to do       qa_engineer: Add a test.');
    expect(text).not.toContain('0.50');
    expect(shown(view())).not.toContain('measured');
  });

  test('lifts a missing setting with the command that restarts the worker', () => {
    const blocked = view({ status: 'blocked', block: blockOf('credentials', 'No key.') });
    expect(shown(blocked)).toContain('\n  maestro run --resume shop');
  });

  test('names commands as this person calls them', () => {
    const asking = view({ status: 'blocked', block: blockOf('credentials', 'No key.') });
    process.env['MAESTRO_LAUNCHER_COMMAND'] = 'npm start --';
    try {
      expect(shown(asking)).toContain('\n  npm start -- run --resume shop');
    } finally {
      delete process.env['MAESTRO_LAUNCHER_COMMAND'];
    }
  });

  test('ends no line in spaces', () => {
    const running = phase('requirements', { state: 'running', iteration: 1 });
    expect(shown(view({ phases: [running, phase('design')] }))).not.toMatch(/ $/m);
  });

  test('says which commands decide an approval', () => {
    const awaiting = { digest: 'ab'.repeat(32) as Digest, phase: 'design' } as const;
    const text = shown(view({ status: 'awaiting_approval', awaiting }));
    expect(text).toContain('after design, of the tree abababababab');
    expect(text).toContain('maestro reject shop --by NAME --reason TEXT');
  });

  test('is full when completed and never beyond its width', () => {
    expect(progressOf(view({ status: 'completed' }))).toBe(1);
    for (const part of [0, 0.5, 1]) expect(bar(part)).toHaveLength(30);
  });
});

describe('what blueprint understood', () => {
  const textOf = (records: readonly KeptRecord[]): readonly string[] =>
    understoodLines(records).map((parts) => render(parts, bare));

  test('is each kind of record with its fields, and where the rest is said', () => {
    const records = [
      { name: 'owner', fields: ['name', 'phone'] },
      { name: 'pet', fields: ['name', 'birth_date', 'owner_id'] },
      { name: 'note', fields: [] },
    ];
    expect(textOf(records)).toEqual([
      'Understood: owner (name, phone), pet (name, birth date, owner id), note',
      'Scope:      what is not part of it, and what was assumed, is in requirements/requirements.md',
    ]);
  });

  test('is counted where it would be too long to read, and nothing where nothing is known', () => {
    const fields = Array.from({ length: 30 }, (_, at) => `field_${String(at)}`);
    const records = ['a', 'b', 'c'].map((name) => ({ name, fields }));
    const [first] = textOf(records);
    expect(first).toMatch(/^Understood: a \(field 0, .* field 29\), and 2 more$/);
    expect(textOf([])).toEqual([]);
  });
});

describe('changes between two views', () => {
  test('are none between equal views', () => {
    expect(changes(view(), view({ elapsedMs: 1, observedAt: 2 }))).toEqual([]);
  });

  test('tell a phase, a persona, a gate and the journal', () => {
    const run = {
      persona: 'qa_engineer' as PersonaId,
      phase: 'testing',
      runId: 'q1',
      since: 1,
    } as const;
    const before = view({ running: [run], journal: [{ seq: 1, at: 1, text: 'old' }] });
    const now = view({
      phases: [
        phase('requirements', passed),
        phase('design', { state: 'running', iteration: 1 }),
        ...PHASES.slice(2).map((name) => phase(name)),
      ],
      journal: [
        { seq: 1, at: 1, text: 'old' },
        { seq: 2, at: 2, text: 'new' },
      ],
    });
    expect(changes(now, before)).toEqual([
      { event: 'persona_ended', phase: 'testing', persona: 'qa_engineer', runId: 'q1' },
      { event: 'phase', phase: 'requirements', iteration: 1, limit: 3 },
      {
        event: 'gate',
        phase: 'requirements',
        iteration: 1,
        verdict: 'passed',
        score: 0.93,
        threshold: 0.6,
        reason: 'fine',
      },
      { event: 'phase', phase: 'design', iteration: 1, limit: 3 },
      { event: 'journal', seq: 2, at: 2, text: 'new' },
    ]);
  });

  test('tell what a gate measured, and what to do', () => {
    const measured = { dimensions: { tests: 0.5 }, recommendations: ['ada: Add a test.'] };
    const before = view({ phases: [phase('requirements', { state: 'running', iteration: 1 })] });
    const now = view({ phases: [phase('requirements', { ...passed, ...measured })] });
    expect(changes(now, before)).toContainEqual(
      expect.objectContaining({ event: 'gate', verdict: 'passed', ...measured }),
    );
  });

  test('count a failed gate for the iteration that it judged', () => {
    const rest = PHASES.slice(1).map((name) => phase(name));
    const before = view({
      phases: [phase('requirements', { state: 'running', iteration: 1 }), ...rest],
    });
    const failed = {
      state: 'running',
      iteration: 2,
      score: 0.4,
      threshold: 0.6,
      verdict: 'rework',
      reason: 'low',
    } as const;
    const now = view({ phases: [phase('requirements', failed), ...rest] });
    expect(
      changes(now, before).map((change) => [
        change.event,
        'iteration' in change && change.iteration,
      ]),
    ).toEqual([
      ['gate', 1],
      ['phase', 2],
    ]);
  });

  test('tell a status once', () => {
    const paused = view({ status: 'paused' });
    expect(changes(paused, view()).map(({ event }) => event)).toEqual(['status']);
    expect(changes(paused, paused)).toEqual([]);
  });
});

describe('text from models and strangers', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 60 });
  // eslint-disable-next-line no-control-regex
  const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  test('never brings a control character to the terminal', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('\u001b[2J', '\u009b31m', '\u001b]0;x\u0007', '\u202e', ''),
        (text, evil) => {
          expect(plainText(text + evil + text)).not.toMatch(CONTROL);
          expect(plainLine(text + evil)).not.toMatch(/[\n\t]/);
          expect(render(line(text, span(evil + text, 'red')), bare)).not.toMatch(CONTROL);
          expect(plainJson({ text: text + evil })).not.toMatch(CONTROL);
          expect(JSON.parse(plainJson({ text: text + evil }))).toEqual({ text: text + evil });
        },
      ),
    );
  });

  test('loses the text of a sequence with it', () => {
    expect(plainLine('a\u001b]0;title\u0007b\u001b[31;1mc\u001b[0m')).toBe('abc');
  });
});

describe('lines', () => {
  test('are cut to the width before colours are added', () => {
    expect(render(line('abc', span('defgh', 'red'), 'x'), marked, 6)).toBe('abc<red>de…</>');
    expect(render(line('abc', span('def', 'red')), marked, 6)).toBe('abc<red>def</>');
  });

  test('of a table have aligned columns', () => {
    const rows = table([
      ['name', 'size'],
      ['a', '10'],
      ['longer', '2'],
    ]);
    expect(rows.map((parts) => render(parts, bare))).toEqual([
      'name    size',
      'a       10',
      'longer  2',
    ]);
  });

  test('durations and shell words', () => {
    expect([0, 61_000, 3_723_000].map(formatDuration)).toEqual(['0:00', '1:01', '1:02:03']);
    expect(['/a/b-1', "it's here"].map(shellWord)).toEqual(['/a/b-1', `'it'\\''s here'`]);
  });
});
