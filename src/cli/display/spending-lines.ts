import { warningsAt } from '../../domain/budget.ts';
import { formatUsd, nanoUsd } from '../../domain/money.ts';
import type { NanoUsd } from '../../domain/money.ts';
import type { PartSpending, Spending } from '../../domain/spending.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

/** Personas and models that are named; the rest is summed up. */
const NAMED = 6;

const partText = ({ name, spentNanoUsd: spent, capNanoUsd: cap }: PartSpending): string =>
  `${name} ${formatUsd(spent)}${cap === undefined ? '' : ` of ${formatUsd(cap)}`}`;

const restText = (parts: readonly PartSpending[]): readonly string[] => {
  const sum = parts.reduce((total, { spentNanoUsd }) => total + spentNanoUsd, 0);
  return parts.length === 0 ? [] : [`${String(parts.length)} others ${formatUsd(nanoUsd(sum))}`];
};

const partLine = (title: string, parts: readonly PartSpending[]): readonly Line[] => {
  const told = parts.filter(
    ({ spentNanoUsd, reservedNanoUsd, capNanoUsd }) =>
      spentNanoUsd + reservedNanoUsd > 0 || capNanoUsd !== undefined,
  );
  const texts = [...told.slice(0, NAMED).map(partText), ...restText(told.slice(NAMED))];
  return texts.length === 0 ? [] : [line(span(title.padEnd(12), 'dim'), texts.join(' · '))];
};

const percent = (part: number, whole: number): string =>
  `${String(whole === 0 ? 0 : Math.round((part / whole) * 100))} %`;

/** A sum that caching may have cost instead. */
const signed = (amount: number): string =>
  amount < 0 ? `-${formatUsd(nanoUsd(-amount))}` : formatUsd(nanoUsd(amount));

const savedLine = ({ saved, inputTokens }: Spending): readonly Line[] =>
  inputTokens.all === 0 && saved.reuseNanoUsd === 0
    ? []
    : [
        line(
          span('saved'.padEnd(12), 'dim'),
          `${signed(saved.cachingNanoUsd)} by caching (${percent(inputTokens.cached, inputTokens.all)} of input) · ${formatUsd(saved.reuseNanoUsd)} by reuse`,
        ),
      ];

const totals = (spending: Spending): string => {
  const { spentNanoUsd, reservedNanoUsd, possiblyBilledNanoUsd: possibly } = spending;
  const { leftNanoUsd: left, budgetNanoUsd: budget } = spending;
  return [
    formatUsd(spentNanoUsd),
    `${formatUsd(reservedNanoUsd)} reserved`,
    `${formatUsd(possibly)} possibly billed twice`,
    ...(left === undefined || budget === undefined
      ? []
      : [`${formatUsd(left)} left of ${formatUsd(budget)}`]),
  ].join(' · ');
};

const warning = (spent: NanoUsd, budget: NanoUsd | undefined): readonly Line[] => {
  const reached = budget === undefined ? undefined : warningsAt(spent, budget).at(-1);
  return reached === undefined
    ? []
    : [line(span(`Warning: ${String(reached)} % of the budget is spent.`, 'yellow'))];
};

/** Whether there is anything to tell: what costs nothing needs no account. */
const isTold = (spending: Spending): boolean => {
  const { spentNanoUsd, reservedNanoUsd, budgetNanoUsd, saved, inputTokens } = spending;
  const sums = spentNanoUsd + reservedNanoUsd + saved.reuseNanoUsd + inputTokens.cached;
  return sums > 0 || budgetNanoUsd !== undefined;
};

/** Where the money went, for people; nothing where all is free of charge and without a budget. */
export const spendingLines = (spending: Spending | undefined): readonly Line[] =>
  spending === undefined || !isTold(spending)
    ? []
    : [
        line(span('spent'.padEnd(12), 'dim'), totals(spending)),
        ...partLine('by phase', spending.phases),
        ...partLine('by persona', spending.personas),
        ...partLine('by model', spending.models),
        ...savedLine(spending),
        ...warning(spending.spentNanoUsd, spending.budgetNanoUsd),
      ];
