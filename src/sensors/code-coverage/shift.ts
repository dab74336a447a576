import { randomInt } from 'node:crypto';
import type { Code, Unit } from './code.ts';
import type { Place } from './ran.ts';

/** A file with some blank lines put in, which change nothing but where all stands. */
export interface Shifted {
  readonly code: Code;
  /** The first line that moved, and by how many. */
  readonly from: number;
  readonly by: number;
}

/** Lines that must stay where they are: `#!`, and what Python reads of its encoding. */
const FIRST = /^(?:#[^\n]*\n){0,2}/;

const LINES_MOST = 40;

const moved = (unit: Unit, move: (place: Place) => Place): Unit => ({
  ...unit,
  at: move(unit.at),
  ...(unit.not === undefined ? {} : { not: move(unit.not) }),
});

/** @param byLines whether places are told by lines alone, as Python does. */
export const shifted = ({ text, units, ends }: Code, byLines: boolean): Shifted => {
  const head = FIRST.exec(text)?.[0] ?? '';
  const by = randomInt(1, LINES_MOST);
  const from = head.split('\n').length;
  const move = ({ offset, line, endLine }: Place): Place => ({
    offset: offset + by,
    line: line + by,
    ...(endLine === undefined ? {} : { endLine: endLine + by }),
  });
  const stays = (place: Place): boolean =>
    byLines ? place.line < from : place.offset < head.length;
  return {
    from,
    by,
    code: {
      text: `${head}${'\n'.repeat(by)}${text.slice(head.length)}`,
      units: units.map((unit) => moved(unit, (place) => (stays(place) ? place : move(place)))),
      ends: new Set([...ends].map((end) => end + by)),
    },
  };
};
