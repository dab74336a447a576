import { createHash } from 'node:crypto';
import { DIMENSIONS } from '../domain/dimensions.ts';
import type { DimensionScores } from '../domain/dimensions.ts';
import { formatUsd } from '../domain/money.ts';
import { lastGates } from '../domain/quality-report.ts';
import type {
  QualityReport,
  Removal,
  ReportGate,
  ReportPersona,
} from '../domain/quality-report.ts';
import { barPlot } from './bar-plot.ts';
import { gateSection } from './gate-section.ts';
import { html, NOTHING } from './markup.ts';
import type { Markup } from './markup.ts';
import { scorePlot } from './score-plot.ts';
import { STYLE } from './style.ts';
import { testsSection } from './tests-section.ts';

const factRow = ([label, value]: readonly [string, string]): Markup =>
  html`<tr>
    <th>${label}</th>
    <td>${value}</td>
  </tr> `;

const phaseRow = ({
  phase,
  verdict,
  iteration,
  score,
  threshold,
  errors,
  warnings,
}: ReportGate): Markup =>
  html`<tr>
    <td>${phase}</td>
    <td class="${verdict === 'passed' ? 'passed' : 'failed'}">${verdict}</td>
    <td class="n">${iteration}</td>
    <td class="n">${score?.toFixed(2) ?? ''}</td>
    <td class="n">${threshold?.toFixed(2) ?? ''}</td>
    <td class="n">${errors}</td>
    <td class="n">${warnings}</td>
  </tr> `;

const phases = (report: QualityReport): Markup =>
  html`<h2>Phases</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>phase</th>
            <th>verdict</th>
            <th class="n">iteration</th>
            <th class="n">score</th>
            <th class="n">threshold</th>
            <th class="n">errors</th>
            <th class="n">warnings</th>
          </tr>
        </thead>
        <tbody>
          ${lastGates(report).map(phaseRow)}
        </tbody>
      </table>
    </div>
    <h2>Scores by iteration</h2>
    ${scorePlot(report)}`;

const dimensionBars = (scores: DimensionScores): Markup =>
  barPlot(
    'Scores by dimension',
    DIMENSIONS.map((label) => {
      const score = scores[label];
      return score.kind === 'unknown'
        ? { label, text: 'unknown: nothing measured it' }
        : { label, part: score.score, text: score.score.toFixed(2) };
    }),
  );

const dimensions = (gate: ReportGate | undefined): Markup =>
  gate?.dimensions === undefined
    ? NOTHING
    : html`<h2>Dimensions, as the last gate (${gate.phase}) measured them</h2>
        ${dimensionBars(gate.dimensions)}`;

const todo = (gate: ReportGate | undefined): Markup =>
  gate === undefined || gate.recommendations.length === 0
    ? NOTHING
    : html`<h2>What to do</h2>
        <ol>
          ${gate.recommendations.map(
            ({ severity, rule, owner, what, count }) =>
              html`<li>
                <span class="${severity}">${severity}</span> ${what}
                <span class="dim"
                  >${owner} · ${rule}${count > 1 ? ` · ${String(count)} findings` : ''}</span
                >
              </li>`,
          )}
        </ol>`;

const personaRow = ({ persona, runs, calls, costNanoUsd, ms }: ReportPersona): Markup =>
  html`<tr>
    <td>${persona}</td>
    <td class="n">${runs}</td>
    <td class="n">${calls}</td>
    <td class="n">${formatUsd(costNanoUsd)}</td>
    <td class="n">${(ms / 1_000).toFixed(1)} s</td>
  </tr> `;

const personas = ({ personas: all }: QualityReport): Markup => {
  if (all.length === 0) return NOTHING;
  const most = Math.max(1, ...all.map(({ ms }) => ms));
  const bars = all.map(({ persona, ms, costNanoUsd }) => ({
    label: persona,
    part: ms / most,
    text: `${(ms / 1_000).toFixed(1)} s · ${formatUsd(costNanoUsd)}`,
  }));
  return html`<h2>Cost and time by persona</h2>
    ${barPlot('Time by persona', bars)}
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>persona</th>
            <th class="n">runs</th>
            <th class="n">model calls</th>
            <th class="n">cost</th>
            <th class="n">time</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(personaRow)}
        </tbody>
      </table>
    </div>`;
};

/** Removed files that are named. */
const REMOVED_SHOWN = 200;

const removals = ({ removed = [] }: QualityReport): Markup => {
  if (removed.length === 0) return NOTHING;
  const more = removed.length - REMOVED_SHOWN;
  const row = ({ path, removedBy }: Removal): Markup =>
    html`<li><code>${path}</code> <span class="dim">${removedBy}</span></li> `;
  return html`<h2>Files that personas removed</h2>
    <ol>
      ${removed.slice(0, REMOVED_SHOWN).map(row)}
    </ol>
    ${more > 0 ? html`<p class="dim">And ${more} more.</p>` : NOTHING}`;
};

const lookOf = ({ status }: QualityReport): string => {
  if (status === 'passed' || status === 'completed') return 'passed';
  return ['failed', 'cancelled', 'did not pass'].includes(status) ? 'failed' : 'warning';
};

const body = (report: QualityReport): Markup => {
  const last = report.gates.at(-1);
  return html`<h1>
      ${report.name}
      <span class="${lookOf(report)}">${report.status}</span>
    </h1>
    <table class="facts">
      ${report.facts.map(factRow)}
    </table>
    ${phases(report)} ${testsSection(report)} ${dimensions(last)} ${todo(last)}
    <h2>Judgements, with their evidence and findings</h2>
    ${report.gates.map((gate) => gateSection(gate, gate === last))} ${personas(report)}
    ${removals(report)}`;
};

/** A report as one file that needs no other: no script, no request, and a policy that forbids both. */
export const reportHtml = (report: QualityReport): string => {
  const digest = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  // Not in the template below: the policy's digest is of these bytes and no others.
  const style: Markup = { html: `<style>${STYLE}</style>` };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${report.name}: ${report.status}</title>
        ${style}
      </head>
      <body>
        ${body(report)}
      </body>
    </html> `.html;
};
