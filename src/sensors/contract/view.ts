import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';

/** The files of a tree, as the rules of a contract see them. */
export interface FilesView {
  readonly paths: readonly TreePath[];
  readonly size: (path: TreePath) => number;
  /** The first megabyte, as text. */
  readonly text: (path: TreePath) => Promise<string>;
  readonly matching: (glob: string) => readonly TreePath[];
  readonly producerOf: (path: TreePath) => PersonaId;
}

/** The outcome of one rule of one contract. */
export interface Check {
  readonly held: boolean;
  readonly findings: readonly Finding[];
}

export const HELD: Check = { held: true, findings: [] };

export const broken = (...findings: readonly Finding[]): Check => ({ held: false, findings });

/** Reads and matches each thing once, however many rules ask for it. */
export const viewOf = (ctx: SenseContext): FilesView => {
  const paths = [...ctx.tree.keys()];
  const matched = new Map<string, readonly TreePath[]>();
  const texts = new Map<TreePath, Promise<string>>();
  return {
    paths,
    size: (path) => ctx.tree.get(path)?.size ?? 0,
    text: (path) => {
      const text = texts.get(path) ?? readText(ctx, path);
      texts.set(path, text);
      return text;
    },
    matching: (glob) => {
      const found = matched.get(glob) ?? paths.filter((path) => ctx.matches(glob, path));
      matched.set(glob, found);
      return found;
    },
    producerOf: ctx.producerOf,
  };
};
