import { BEGINNINGS, PRIVATE_KEY, SHAPES } from './providers.ts';
import { isPlaceholder, looksRandom } from './random.ts';

/** A secret in a text. The secret itself is not in here: findings go to models and reports. */
export interface Leak {
  readonly kind: 'provider' | 'private_key' | 'assignment' | 'address';
  readonly what: string;
  /** The first characters, which tell which key it is and are no use to anybody. */
  readonly begins: string;
  /** From 1. */
  readonly line: number;
}

/** `apiKey: "…"`, `client_secret = '…'`. */
const QUOTED =
  /(?:api[_-]?key|access[_-]?key|private[_-]?key|secret|token|passwd|password|credentials?)[\w-]{0,20}["']?[ \t]{0,4}(?:=>|[:=])[ \t]{0,4}["'`]([^"'`\s$<{]{16,200})["'`]/gi;

/** `API_KEY=…` in files of variables. */
const BARE =
  /^[ \t]{0,20}(?:export |- )?[A-Z0-9_]{0,60}(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD)[A-Z0-9_]{0,20}[ \t]{0,4}[=:][ \t]{0,4}([A-Za-z0-9+/_=-]{16,200})[ \t\r]{0,4}$/gm;

/** `postgres://user:password@host`. */
const ADDRESS =
  /\b[a-z][a-z0-9+]{2,20}:\/\/[^\s:@/"'`<>]{1,100}:([^\s:@/"'`<>${}]{8,100})@([^\s/:"'`<>]{1,200})/gi;

const HOME = /^(localhost|127\.|\[|[^.]+$)|\.(example|test|invalid|local)$|example\./i;

interface Found {
  readonly kind: Leak['kind'];
  readonly what: string;
  readonly value: string;
  readonly index: number;
}

const found = (
  text: string,
  pattern: RegExp,
  kind: Leak['kind'],
  what: string,
  fits: (value: string, more: string) => boolean,
): readonly Found[] =>
  [...text.matchAll(pattern)].flatMap((match): readonly Found[] => {
    const value = match[1] ?? match[0];
    return fits(value, match[2] ?? '') ? [{ kind, what, value, index: match.index }] : [];
  });

const byShape = (text: string): readonly Found[] =>
  !BEGINNINGS.test(text)
    ? []
    : SHAPES.flatMap(({ what, pattern }) =>
        found(text, pattern, 'provider', what, (value) => !isPlaceholder(value)),
      );

const privateKeys = (text: string): readonly Found[] =>
  text.includes('PRIVATE KEY')
    ? found(text, PRIVATE_KEY, 'private_key', 'a private key', () => true)
    : [];

const addresses = (text: string): readonly Found[] =>
  text.includes('://')
    ? found(text, ADDRESS, 'address', 'an address with a password', (password, host) => {
        const isOwn = HOME.test(host);
        return !isOwn && !isPlaceholder(password) && /\d/.test(password) && /[a-z]/i.test(password);
      })
    : [];

/** Files of variables, in which values need no quotes. */
const VARIABLES = /(^|\/)\.env[^/]*$|\.(env|properties|ini|cfg|conf|ya?ml|toml|sh|tf|tfvars)$/i;

/** More of one kind in one file says nothing new. */
const MOST = 20;

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The secrets in a text, the surest first; one that has several forms is named once. */
export const scanText = (path: string, text: string): readonly Leak[] => {
  const what = 'what looks like a password or key';
  const assigned = [
    ...found(text, QUOTED, 'assignment', what, looksRandom),
    ...(VARIABLES.test(path) ? found(text, BARE, 'assignment', what, looksRandom) : []),
  ];
  const all = [...byShape(text), ...privateKeys(text), ...addresses(text), ...assigned];
  const lines = new Set<number>();
  return all.slice(0, 10 * MOST).flatMap((each): readonly Leak[] => {
    const line = lineAt(text, each.index);
    if (lines.has(line) || lines.size >= MOST) return [];
    lines.add(line);
    const begins = each.kind === 'provider' ? each.value.slice(0, 4) : '';
    return [{ kind: each.kind, what: each.what, begins, line }];
  });
};
