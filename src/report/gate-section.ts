import type { Evidence } from '../domain/evidence.ts';
import type { ReportGate } from '../domain/quality-report.ts';
import { findingsTable } from './findings-table.ts';
import { html, NOTHING } from './markup.ts';
import type { Markup } from './markup.ts';

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const evidenceRow = (item: Evidence): Markup => {
  const held =
    item.outcome === 'skipped' ? 'unknown' : `${String(item.held)} of ${String(item.checked)}`;
  return html`<tr>
    <td class="k">${item.sensor}</td>
    <td class="k">${held}</td>
    <td><code>${item.command ?? ''}</code></td>
    <td class="n">${item.exitCode ?? ''}</td>
    <td class="n">${seconds(item.ms)}</td>
    <td>${item.note}</td>
    <td><code>${item.log?.slice(0, 12) ?? ''}</code></td>
  </tr> `;
};

const evidenceTable = (evidence: readonly Evidence[]): Markup =>
  evidence.length === 0
    ? NOTHING
    : html`<div class="scroll">
        <table>
          <thead>
            <tr>
              <th>sensor</th>
              <th>held</th>
              <th>command</th>
              <th class="n">exit code</th>
              <th class="n">time</th>
              <th>note</th>
              <th>log</th>
            </tr>
          </thead>
          <tbody>
            ${evidence.map(evidenceRow)}
          </tbody>
        </table>
      </div>`;

const opinions = ({ prediction, assessment }: ReportGate): Markup => {
  const rows = [
    ...(prediction === undefined ? [] : [{ what: 'predicted', ...prediction }]),
    ...(assessment === undefined ? [] : [{ what: 'assessed', ...assessment }]),
  ];
  return html`${rows.map(({ what, score, confidence, method, note }) => html`<p class="dim">${what} ${score.toFixed(2)}, confidence ${confidence.toFixed(2)} (${method}): ${note}</p>`)}`;
};

const scoreText = ({ score, threshold }: ReportGate): string =>
  score === undefined ? '' : `${score.toFixed(2)} of ${(threshold ?? 0).toFixed(2)}`;

/** One judgement, folded: what was measured, by which command, what was found. */
export const gateSection = (gate: ReportGate, open: boolean): Markup => {
  const { phase, iteration, verdict, errors, warnings, evidence, problem } = gate;
  const at = gate.at === undefined ? '' : new Date(gate.at).toISOString();
  const findings = evidence.flatMap((item) => item.findings);
  const inside =
    problem === undefined
      ? html`${evidenceTable(evidence)}${evidence.length === 0 ? html`<p class="dim">Judged by a part of what the last gate measured.</p>` : findingsTable(findings)}${opinions(gate)}`
      : html`<p class="error">${problem}</p>`;
  return html`<details${open ? html` open` : NOTHING}><summary>${phase}, iteration ${iteration}: <strong class="${verdict === 'passed' ? 'passed' : 'failed'}">${verdict}</strong> ${scoreText(gate)} · errors ${errors}, warnings ${warnings} <span class="dim">${at}</span></summary>
${inside}</details>
`;
};
