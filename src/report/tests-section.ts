import type { TestRound } from '../domain/test-history.ts';
import type { QualityReport } from '../domain/quality-report.ts';
import { html, NOTHING } from './markup.ts';
import type { Markup } from './markup.ts';

/** Names that one field shows. */
const SHOWN = 10;

const names = (all: readonly string[]): string =>
  all.length <= SHOWN
    ? all.join(', ')
    : `${all.slice(0, SHOWN).join(', ')} and ${String(all.length - SHOWN)} more`;

const row = ({ phase, iteration, passed, failing, broken, fixed, flaky }: TestRound): Markup =>
  html`<tr>
    <td>${phase}</td>
    <td class="n">${iteration}</td>
    <td class="n">${passed}</td>
    <td class="n">${failing}</td>
    <td>${names(broken)}</td>
    <td>${names(fixed)}</td>
    <td>${names(flaky)}</td>
  </tr> `;

/** Tests from judgement to judgement: what began to fail, what was fixed, what is flaky. */
export const testsSection = ({ tests }: QualityReport): Markup => {
  if (tests.length === 0) return NOTHING;
  return html`<h2>Tests by iteration</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>phase</th>
            <th class="n">iteration</th>
            <th class="n">passed</th>
            <th class="n">failing</th>
            <th>new failures</th>
            <th>fixed</th>
            <th>flaky</th>
          </tr>
        </thead>
        <tbody>
          ${tests.map(row)}
        </tbody>
      </table>
    </div>`;
};
