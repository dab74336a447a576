import { vagueWord } from './vague.ts';

/** A line of a list of acceptance criteria that promises something without saying how much. */
export interface VagueLine {
  readonly line: number;
  readonly word: string;
  readonly text: string;
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S[^\n]*)$/;
const CRITERIA = /acceptance criteria|non-?functional|quality requirements/i;
const ITEM = /^\s{0,12}(?:[-*+]|\d{1,4}[.)]|\|)\s+/;
const NAME = /[A-Za-z]{1,12}[-_.]?\d[\d.-]{0,20}/g;

/** Without the punctuation that follows it in a sentence. */
const trimmed = (name: string): string => name.replace(/[.-]+$/, '');

/**
 * The items below headings of acceptance criteria and non-functional requirements that are vague.
 * One that names a scenario is made exact by it.
 * @param scenarios ids of all scenarios.
 */
export const vagueCriteria = (
  text: string,
  scenarios: ReadonlySet<string>,
): readonly VagueLine[] => {
  let inside = 0;
  return text.split(/\r?\n/).flatMap((line, index): readonly VagueLine[] => {
    const heading = HEADING.exec(line.slice(0, 500));
    if (heading !== null) {
      const level = heading[1]?.length ?? 0;
      if (CRITERIA.test(heading[2] ?? '')) inside = level;
      else if (level <= inside) inside = 0;
      return [];
    }
    if (inside === 0 || !ITEM.test(line)) return [];
    const item = line.replace(ITEM, '').slice(0, 5_000);
    const isNamed = (item.match(NAME) ?? []).some((name) => scenarios.has(trimmed(name)));
    const word = isNamed ? undefined : vagueWord(item);
    return word === undefined ? [] : [{ line: index + 1, word, text: item.trim() }];
  });
};
