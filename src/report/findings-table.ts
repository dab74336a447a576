import type { Finding } from '../domain/finding.ts';
import { worstFirst } from '../domain/worst-first.ts';
import { html, NOTHING } from './markup.ts';
import type { Markup } from './markup.ts';

/** Findings of one gate that are shown, and characters of one text; the JSON has all. */
const SHOWN = 200;
const TEXT_MAX = 2_000;

const clip = (text: string): string =>
  text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}…`;

const detail = (label: string, text: string | undefined): Markup =>
  text === undefined
    ? NOTHING
    : html`<div>
        <span class="dim">${label}</span>
        <pre>${clip(text)}</pre>
      </div>`;

const row = ({ severity, rule, path, message, owner, expected, actual }: Finding): Markup =>
  html`<tr>
    <td class="${severity}">${severity}</td>
    <td><code>${rule}</code></td>
    <td><code>${path ?? ''}</code></td>
    <td>${clip(message)}${detail('expected', expected)}${detail('actual', actual)}</td>
    <td>${owner}</td>
  </tr> `;

/** Findings, each once, worst first. */
export const findingsTable = (all: readonly Finding[]): Markup => {
  const findings = worstFirst(all);
  if (findings.length === 0) return html`<p class="dim">No finding.</p>`;
  const rest = findings.length - SHOWN;
  const more =
    rest > 0 ? html`<p class="dim">And ${rest} more, which the JSON form has.</p>` : NOTHING;
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th>severity</th>
            <th>rule</th>
            <th>file</th>
            <th>what, and what to do</th>
            <th>owner</th>
          </tr>
        </thead>
        <tbody>
          ${findings.slice(0, SHOWN).map(row)}
        </tbody>
      </table>
    </div>
    ${more}`;
};
