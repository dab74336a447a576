import { html, NOTHING } from './markup.ts';
import type { Markup } from './markup.ts';

export interface Bar {
  readonly label: string;
  /** 0 to 1 of the full width; unknown when absent. */
  readonly part?: number;
  /** What stands beside it. */
  readonly text: string;
}

/** In pixels of the drawing, which scales. */
const LABEL = 190;
const FULL = 420;
const ROW = 24;

const row = ({ label, part, text }: Bar, at: number): Markup => {
  const top = at * ROW;
  const width = Math.round(FULL * Math.min(1, Math.max(0, part ?? 0)) * 10) / 10;
  const filled =
    part === undefined
      ? NOTHING
      : html`<rect class="rest" x="${LABEL}" y="${top + 5}" width="${FULL}" height="13" /><rect
            class="bar"
            x="${LABEL}"
            y="${top + 5}"
            width="${width}"
            height="13"
          />`;
  const x = part === undefined ? LABEL : LABEL + FULL + 8;
  return html`<text x="${LABEL - 8}" y="${top + 16}" text-anchor="end">${label}</text>${filled}<text
      x="${x}"
      y="${top + 16}"
      >${text}</text
    >`;
};

/** Horizontal bars, one below the other. */
export const barPlot = (title: string, bars: readonly Bar[]): Markup =>
  html`<div class="scroll">
    <svg
      viewBox="0 0 ${LABEL + FULL + 140} ${bars.length * ROW + 4}"
      width="${LABEL + FULL + 140}"
      role="img"
      aria-label="${title}"
    >
      ${bars.map(row)}
    </svg>
  </div>`;
