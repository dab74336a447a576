import { WITHIN } from './passes.ts';

/** A point of a stream of TAP that no other point is about. */
export interface TapPoint {
  /** The tests that it belongs to; its own title where none is told. */
  readonly test: string;
  readonly outcome: 'passed' | 'failed' | 'left out';
  /** Its title, and what is told below it. */
  readonly detail: string;
}

/** `not ok 2 - should be equal`; without a number it may be what a product prints. */
const POINT = /^( *)(not )?ok \d{1,9}\b(?: - | )?(.*)$/;
/** tape writes the names of tests like comments, tap says that they are none. */
const HEADING = /^( *)# (Subtest: )?(\S.*)$/;
const LEFT_OUT = / ?# ?(?:SKIP|TODO)\b.*$/i;
const TIME = / # time=.*$/;
/** What is said of all tests at the end, or of one that is left out. */
const REMARK =
  /^(?:(?:tests|pass|fail|failed|skip|todo|ok|time)\b[ =:]?.{0,40}|\{.*|(?:SKIP|TODO) .*)$/;
/** Longer lines are nobody's titles. */
const LINE = 1_000;
/** tap puts what is in a test this much further in. */
const INDENT = 4;

interface Open {
  /** Points as far in as this belong to it. */
  readonly indent: number;
  readonly title: string;
}

const headingIn = (line: string): Open | undefined => {
  const [whole, before = '', below, title = ''] = HEADING.exec(line) ?? [];
  if (whole === undefined || REMARK.test(title)) return undefined;
  return { indent: before.length + (below === undefined ? 0 : INDENT), title };
};

/** The test that a stream came to last, by its name. */
export const lastTest = (lines: readonly string[]): string | undefined =>
  lines.flatMap((line) => headingIn(line.slice(0, LINE))?.title ?? []).at(-1);

/** What stands between `---` and `...` right below a point. */
const detailAt = (lines: readonly string[], at: number): readonly string[] => {
  if (lines[at]?.trim() !== '---') return [];
  const length = lines.slice(at).findIndex((line) => line.trim() === '...');
  return length < 0 ? [] : lines.slice(at + 1, at + length);
};

/** The points of one stream, without those that only sum others up. */
export const tapPoints = (lines: readonly string[]): readonly TapPoint[] => {
  const found: TapPoint[] = [];
  const open: Open[] = [];
  /** Points that none further out has summed up yet. */
  const bare: { readonly indent: number; readonly failed: boolean }[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').slice(0, LINE);
    const heading = headingIn(line);
    if (heading !== undefined) {
      while ((open.at(-1)?.indent ?? -1) >= heading.indent) open.pop();
      open.push(heading);
    }
    const [whole, before = '', not, rest = ''] = POINT.exec(line) ?? [];
    if (whole === undefined) continue;
    const indent = before.length;
    const more = detailAt(lines, at + 1);
    at += more.length;
    while ((open.at(-1)?.indent ?? -1) > indent) open.pop();
    const first = bare.findLastIndex((point) => point.indent <= indent) + 1;
    const below = bare.splice(first);
    const leftOut = LEFT_OUT.test(rest);
    const failed = not !== undefined && !leftOut;
    bare.push({ indent, failed: failed || below.some((point) => point.failed) });
    if (below.length > 0 && (!failed || below.some((point) => point.failed))) continue;
    const title = rest.replace(LEFT_OUT, '').replace(TIME, '').trim();
    found.push({
      test: open.length === 0 ? title : open.map((each) => each.title).join(WITHIN),
      outcome: leftOut ? 'left out' : failed ? 'failed' : 'passed',
      detail: [title, ...more].join('\n').trim(),
    });
  }
  return found;
};
