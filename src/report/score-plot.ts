import { PHASES } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import type { QualityReport, ReportGate } from '../domain/quality-report.ts';
import { html, NOTHING } from './markup.ts';
import type { Markup } from './markup.ts';

/** In pixels of the drawing, which scales. */
const PANEL = 190;
const GAP = 14;
const LEFT = 36;
const TOP = 44;
const HEIGHT = 150;

const y = (score: number): number => TOP + HEIGHT * (1 - Math.min(1, Math.max(0, score)));

/** Whole tenths of a pixel: nobody sees more. */
const px = (value: number): number => Math.round(value * 10) / 10;

interface Point {
  readonly gate: ReportGate;
  readonly score: number;
  readonly x: number;
}

const pointsOf = (gates: readonly ReportGate[], left: number): readonly Point[] => {
  const step = PANEL / (gates.length + 1);
  return gates.flatMap((gate, at) =>
    gate.score === undefined ? [] : [{ gate, score: gate.score, x: px(left + step * (at + 1)) }],
  );
};

const pointMarkup = ({ gate, score, x }: Point): Markup =>
  html`<circle
      class="point ${gate.verdict === 'passed' ? 'passed' : 'failed'}"
      cx="${x}"
      cy="${px(y(score))}"
      r="4"
      ><title>
        ${gate.phase}, iteration ${gate.iteration}: ${score.toFixed(2)}, ${gate.verdict}
      </title></circle
    >
    <text x="${x}" y="${px(y(score) - 8)}" text-anchor="middle">${score.toFixed(2)}</text>
    <text x="${x}" y="${TOP + HEIGHT + 15}" text-anchor="middle">${gate.iteration}</text>`;

const limitMarkup = ({ gate, x }: Point): Markup =>
  gate.threshold === undefined
    ? NOTHING
    : html`<line
        class="limit"
        x1="${x - 16}"
        x2="${x + 16}"
        y1="${px(y(gate.threshold))}"
        y2="${px(y(gate.threshold))}"
      />`;

const panel = (phase: Phase, gates: readonly ReportGate[], at: number): Markup => {
  const left = LEFT + at * (PANEL + GAP);
  const points = pointsOf(gates, left);
  const curve = points.map(({ x, score }) => `${String(x)},${String(px(y(score)))}`).join(' ');
  return html`<text x="${left + PANEL / 2}" y="14" text-anchor="middle">${phase}</text>
    <line class="axis" x1="${left}" x2="${left + PANEL}" y1="${y(0)}" y2="${y(0)}" />
    <line class="axis" x1="${left}" x2="${left + PANEL}" y1="${y(1)}" y2="${y(1)}" />
    <polyline class="curve" points="${curve}" />
    ${points.map(limitMarkup)}${points.map(pointMarkup)}`;
};

/** Scores by iteration, a panel for each phase, with the thresholds as dashes. */
export const scorePlot = ({ gates }: QualityReport): Markup => {
  const phases = PHASES.filter((phase) => gates.some((gate) => gate.phase === phase));
  const width = LEFT + phases.length * (PANEL + GAP);
  const marks = [0, 0.5, 1].map(
    (value) =>
      html`<text x="${LEFT - 8}" y="${px(y(value) + 4)}" text-anchor="end"
        >${value.toFixed(1)}</text
      >`,
  );
  return html`<div class="scroll">
    <svg
      viewBox="0 0 ${width} ${TOP + HEIGHT + 36}"
      width="${width}"
      role="img"
      aria-label="Scores by iteration"
    >
      ${marks}
      ${phases.map((phase, at) =>
        panel(
          phase,
          gates.filter((gate) => gate.phase === phase),
          at,
        ),
      )}
      <text x="${LEFT}" y="${TOP + HEIGHT + 32}">iteration; dashes: the threshold</text>
    </svg>
  </div>`;
};
