import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { measured, skipped } from '../evidence.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { scanText } from './scan.ts';
import type { Leak } from './scan.ts';

const NAMED = 20;

/** Written by tools, full of digests that look like keys. */
const GENERATED =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|Pipfile\.lock|uv\.lock|go\.sum|Cargo\.lock)$|\.min\.(js|css)$|\.map$/;

/** Where made-up keys are at home; one that a provider gave out is none of these. */
const MADE_UP =
  /(^|\/)(tests?|__tests__|spec|fixtures?|examples?|docs?)\/|\.md$|[._-](test|spec)\./i;

/** A text has no NUL in its beginning. */
const HEAD = 8_000;

const textOf = (bytes: Uint8Array): string | undefined =>
  bytes.subarray(0, HEAD).includes(0) ? undefined : new TextDecoder().decode(bytes);

const toFinding = (ctx: SenseContext, path: TreePath, leak: Leak): Finding => {
  const { kind, what, line } = leak;
  const begins = leak.begins === '' ? '' : ` (${leak.begins}…)`;
  return {
    severity: kind === 'provider' || !MADE_UP.test(path) ? 'error' : 'warning',
    rule: `secrets.${kind}`,
    path,
    expected: 'no key, token or password in a file',
    actual: `${what}${begins} in line ${String(line)}`,
    message: `${path}, line ${String(line)}, holds ${what}${begins}: take it out, read it from the environment, and have it revoked if it was ever real.`,
    owner: ctx.producerOf(path),
  };
};

/**
 * Keys, tokens and passwords in the files of a tree: of providers by their documented form, private
 * keys, addresses with a password, and random values that are assigned to a name such as `secret`.
 * The first megabyte of each file is read. No comment in a file switches it off.
 */
export const secretsSensor: Sensor = {
  name: 'secrets',
  async sense(ctx) {
    const findings: Finding[] = [];
    const paths = [...ctx.tree.keys()].filter((path) => !GENERATED.test(path));
    if (paths.length === 0) return skipped(ctx, 'secrets', 'no file');
    for (const path of paths) {
      ctx.signal.throwIfAborted();
      const text = textOf(await ctx.read(path));
      if (text === undefined) continue;
      findings.push(...scanText(path, text).map((leak) => toFinding(ctx, path, leak)));
    }
    // One leaked key is not nearly safe: all files together are one thing that holds or not.
    const leaks = findings.some(({ severity }) => severity === 'error');
    return measured(ctx, 'secrets', {
      note: `${String(paths.length)} files looked through`,
      checked: 1,
      held: leaks ? 0 : 1,
      findings: findings.slice(0, NAMED),
    });
  },
};
