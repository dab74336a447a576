import { stems } from './relevance.ts';

/**
 * What makes software hard, a word or phrase of each kind; the kinds that a requirement names are
 * counted, not the words. A list of ours: it is a rule, not a measurement.
 */
const HARD: readonly (readonly string[])[] = [
  ['concurrent', 'concurrency', 'parallel', 'simultaneous', 'locking'],
  ['real time', 'realtime', 'streaming', 'live update', 'websocket'],
  ['distributed', 'replication', 'cluster', 'sharding', 'microservice'],
  ['login', 'authentication', 'oauth', 'sso', 'password', 'role', 'permission'],
  ['encryption', 'encrypted', 'gdpr', 'hipaa', 'audit', 'compliance'],
  ['payment', 'billing', 'invoice', 'refund', 'currency', 'tax'],
  ['tenant', 'multi tenant', 'organisation', 'organization'],
  ['import', 'export', 'migration', 'synchronise', 'synchronize', 'sync'],
  ['offline', 'mobile', 'push notification'],
  ['search', 'ranking', 'recommendation', 'machine learning', 'forecast', 'optimise', 'optimize'],
  ['integration', 'third party', 'webhook', 'external api', 'email'],
  ['transaction', 'rollback', 'consistency', 'exactly once', 'idempotent'],
];

/** What counts as all that a part can say. */
const WORDS_FULL = 500;
const SENTENCES_FULL = 40;
const KINDS_FULL = 6;
const FIGURES_FULL = 8;

/** A number with a unit: a bound that somebody will hold the product to. */
const FIGURE =
  /\b\d[\d.,]*\s?(?:%|ms|seconds?|minutes?|hours?|users?|requests?|records?|rows?|kb|mb|gb|tb)(?![a-z])/gi;

const part = (count: number, full: number): number => Math.min(1, count / full);

const kindsIn = (text: string): number => {
  const words = ` ${stems(text).join(' ')} `;
  return HARD.filter((kind) =>
    kind.some((phrase) => words.includes(` ${stems(phrase).join(' ')} `)),
  ).length;
};

/**
 * How much a requirement asks for, 0 to 1: .25 × words ÷ 500 + .25 × sentences and list items ÷ 40
 * + .35 × kinds of difficulty ÷ 6 + .15 × figures with a unit ÷ 8, each quotient at most 1.
 */
export const complexityOf = (requirement: string): number => {
  const sentences = requirement.split(/[.!?;\n]+/).filter((text) => /\p{L}/u.test(text)).length;
  const figures = requirement.match(FIGURE)?.length ?? 0;
  const value =
    0.25 * part(stems(requirement).length, WORDS_FULL) +
    0.25 * part(sentences, SENTENCES_FULL) +
    0.35 * part(kindsIn(requirement), KINDS_FULL) +
    0.15 * part(figures, FIGURES_FULL);
  return Math.round(value * 1e6) / 1e6;
};
