/** A key as somebody gives it out: recognised by its form alone. */
export interface Shape {
  /** As it stands in a sentence: "an AWS access key". */
  readonly what: string;
  /** Global; every repetition is bounded, so that a text takes time in proportion to its length. */
  readonly pattern: RegExp;
}

/**
 * Forms of keys as their providers document them. None matches a word that a person would write.
 * A new provider is a new row, and its beginning is added to {@link BEGINNINGS}.
 */
export const SHAPES: readonly Shape[] = [
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  { what: 'a GitHub token', pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g },
  { what: 'a GitHub token', pattern: /\bgithub_pat_[A-Za-z0-9_]{40,100}\b/g },
  { what: 'a GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,100}/g },
  { what: 'a Slack token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{20,200}/g },
  {
    what: 'a Slack webhook',
    pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{20,30}/g,
  },
  { what: 'a Google API key', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { what: 'a Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{20,200}\b/g },
  { what: 'an Anthropic key', pattern: /\bsk-ant-[A-Za-z0-9_-]{40,200}/g },
  {
    what: 'an OpenAI key',
    // With some digits: there are style sheets whose class names begin like this.
    pattern: /\bsk-(?:proj-|svcacct-|admin-)?(?=(?:[A-Za-z_-]{0,60}\d){3})[A-Za-z0-9_-]{32,200}/g,
  },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { what: 'a PyPI token', pattern: /\bpypi-AgE[A-Za-z0-9_-]{50,300}/g },
  { what: 'a SendGrid key', pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/g },
  { what: 'a Hugging Face token', pattern: /\bhf_[A-Za-z0-9]{34}\b/g },
  { what: 'a DigitalOcean token', pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/g },
  { what: 'a Shopify token', pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b/g },
  { what: 'an age key', pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/g },
];

/** How the forms above begin: most files have none of these, and are done with at once. */
export const BEGINNINGS =
  /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|hooks\.slack\.com|AIza|k_live_|\bsk-|npm_|pypi-|\bSG\.|\bhf_|_v1_|\bshp|AGE-SECRET/;

/** The head of a private key and some of its content, as PEM writes it; also in one line with \n. */
export const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s){1,4}(?:[A-Za-z-]{1,30}: [^\n]{0,100}\n){0,5}\s{0,4}[A-Za-z0-9+/=]{40,80}/g;
