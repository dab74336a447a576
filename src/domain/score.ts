import { heldPart, SENSORS } from './dimensions.ts';
import type { Evidence } from './evidence.ts';
import { isContractError, isError } from './finding.ts';
import type { Finding } from './finding.ts';

/** Each warning costs this much of the raw score, at most {@link WARNINGS_MAX} in all. */
export const WARNING_COST = 0.01;
export const WARNINGS_MAX = 0.1;

/** A contract error multiplies the score by this. */
export const CONTRACT_FACTOR = 0.8;

export interface Score {
  /** 0 to 1, before the contract factor; attempts are compared by it. */
  readonly raw: number;
  /** 0 to 1, what is held against the threshold. */
  readonly score: number;
  readonly errors: number;
  readonly warnings: number;
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** To six decimals, so that sums of floats in another order can't change a decision. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * Sensors that were skipped are left out, so that a project without a build step is neither punished
 * nor credited for it; the weights are those of `dimensions.ts`.
 * raw = Σ weight × held ÷ checked over measured sensors ÷ Σ weight − .01 × warnings (at most .10);
 * score = raw, × .8 when there is a contract error. Without any measurement both are 0. What a model
 * thinks (`judge`) is left out, and its warnings are not counted.
 */
export const scoreOf = (evidence: readonly Evidence[]): Score => {
  const measured = evidence.filter(({ outcome }) => outcome === 'measured');
  const findings: readonly Finding[] = evidence
    .filter(({ sensor }) => sensor !== 'judge')
    .flatMap((item) => item.findings);
  const weight = measured.reduce((sum, { sensor }) => sum + SENSORS[sensor].weight, 0);
  const mean =
    weight === 0
      ? 0
      : measured.reduce((sum, item) => sum + SENSORS[item.sensor].weight * heldPart(item), 0) /
        weight;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const raw = round(clamp(mean - Math.min(WARNINGS_MAX, WARNING_COST * warnings)));
  return {
    raw,
    score: round(findings.some(isContractError) ? raw * CONTRACT_FACTOR : raw),
    errors: findings.filter(isError).length,
    warnings,
  };
};
