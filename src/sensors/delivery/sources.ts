import type { TreePath } from '../../domain/tree.ts';
import { wordsOf } from './dockerfile.ts';
import type { Instruction, Stage } from './dockerfile.ts';
import { covers } from './glob.ts';

/** Something that an image is to be given, and that nobody has. */
export interface Missing {
  readonly source: string;
  readonly instruction: Instruction;
}

const PATTERNS_MAX = 100;
const LENGTH_MAX = 200;

const plain = (path: string): string => path.replace(/^(\.?\/)+|\/+$/g, '');

/** The files that a build gets to see: what `.dockerignore` names is left out, the last rule wins. */
export const contextOf = (paths: readonly TreePath[], ignore: string): readonly TreePath[] => {
  const rules = ignore
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && line.length <= LENGTH_MAX)
    .slice(0, PATTERNS_MAX)
    .map((line) => ({ keeps: line.startsWith('!'), pattern: plain(line.replace(/^!/, '')) }));
  return paths.filter((path) => {
    const last = rules.findLast(({ pattern }) => covers(pattern, path));
    return last === undefined || last.keeps;
  });
};

/** What names nothing in the tree: variables, addresses, texts that stand in the file itself. */
const ELSEWHERE = /[$]|^[a-z+]{2,10}:\/\/|^git@|^<</;

/**
 * Sources of COPY and ADD that are not among the files of a build. One with a wildcard may match
 * nothing, as long as another of its instruction does.
 * @param folders where the build may begin: the root, and the folder of the Dockerfile.
 */
export const missingSources = (
  stages: readonly Stage[],
  context: readonly TreePath[],
  folders: readonly string[],
): readonly Missing[] => {
  const isThere = (source: string): boolean =>
    folders.some((folder) => {
      const wanted = plain(`${folder}${plain(source)}`);
      return wanted === '' || wanted === '.'
        ? context.length > 0
        : context.some((path) => covers(wanted, path));
    });
  return stages
    .flatMap(({ instructions }) => instructions)
    .filter(
      ({ name, flags }) => /^(COPY|ADD)$/.test(name) && !flags.some((f) => f.startsWith('from=')),
    )
    .flatMap((instruction): readonly Missing[] => {
      const sources = wordsOf(instruction.text)
        .slice(0, -1)
        .filter((source) => !ELSEWHERE.test(source) && source.length <= LENGTH_MAX)
        .slice(0, PATTERNS_MAX);
      const found = sources.some(isThere);
      return sources
        .filter((source) => !isThere(source) && !(found && /[*?[]/.test(source)))
        .map((source) => ({ source, instruction }));
    });
};
