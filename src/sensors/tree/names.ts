import type { Finding } from '../../domain/finding.ts';
import { treeBytes } from '../../domain/tree.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { SenseContext } from '../sensor.ts';

type Fault = Pick<Finding, 'rule' | 'actual' | 'message' | 'expected'>;

/** Unseen, or turning the direction of what follows: a name that shows as another. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** What Windows refuses, or takes for something else. */
const UNPORTABLE =
  /[<>:"|?*]|[ .](?:\/|$)|(?:^|\/)[ -]|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$)/i;

const DEEPEST = 32;
const LARGE = 20 * 1024 ** 2;
const FILES_MAX = 20_000;
const BYTES_MAX = 500 * 1024 ** 2;

const warning = (ctx: SenseContext, path: TreePath, fault: Fault): Finding => ({
  severity: 'warning',
  path,
  owner: ctx.producerOf(path),
  ...fault,
});

const escaped = (path: string): string =>
  path.replace(
    new RegExp(UNSEEN, 'g'),
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const expected = 'names that every system shows and keeps as they are';

/** Names that mislead a reader, or that some systems can't hold. */
export const nameFindings = (ctx: SenseContext): readonly Finding[] => {
  const lower = new Map<string, TreePath>();
  return [...ctx.tree.keys()].flatMap((path): readonly Finding[] => {
    const key = path.toLowerCase();
    const twin = lower.get(key);
    if (twin === undefined) lower.set(key, path);
    const shown = escaped(path);
    const faults: readonly (readonly [boolean, string])[] = [
      [UNSEEN.test(path), 'has characters that are not seen'],
      [UNPORTABLE.test(path), 'has a name that some systems refuse or misread'],
      [path.split('/').length > DEEPEST, `lies deeper than ${String(DEEPEST)} folders`],
      [twin !== undefined, `differs from ${twin ?? ''} in case only`],
    ];
    return faults
      .filter(([is]) => is)
      .map(([, what]) => {
        const message = `"${shown}" ${what}; give it another name.`;
        return warning(ctx, path, { rule: 'tree.name', expected, actual: what, message });
      });
  });
};

/** Files, and trees, that are larger than sources are. */
export const sizeFindings = (ctx: SenseContext): readonly Finding[] => {
  const [first] = ctx.tree.keys();
  const large = [...ctx.tree].filter(([, { size }]) => size > LARGE);
  const total = `${String(ctx.tree.size)} files, ${String(treeBytes(ctx.tree))} bytes`;
  const isMuch = ctx.tree.size > FILES_MAX || treeBytes(ctx.tree) > BYTES_MAX;
  return [
    ...large.map(([path, { size }]) =>
      warning(ctx, path, {
        rule: 'tree.large',
        expected: 'files of at most 20 MB',
        actual: `${String(size)} bytes`,
        message: `${path} has ${String(size)} bytes, which is no source; keep it elsewhere, or have it generated.`,
      }),
    ),
    ...(isMuch && first !== undefined
      ? [
          warning(ctx, first, {
            rule: 'tree.many',
            expected: `at most ${String(FILES_MAX)} files and 500 MB`,
            actual: total,
            message: `The product has ${total}; leave out what is generated or downloaded.`,
          }),
        ]
      : []),
  ];
};
