import type { Member } from '../sensor.ts';
import { broken, HELD } from './view.ts';
import type { Check, FilesView } from './view.ts';

/** Each glob must match at least one file that is not empty. */
export const checkFiles = ({ persona, assignment }: Member, view: FilesView): readonly Check[] =>
  assignment.contract.required_files.map((glob) => {
    const found = view.matching(glob);
    if (found.some((path) => view.size(path) > 0)) return HELD;
    const [empty] = found;
    const rule = 'contract.required_files';
    const expected = glob;
    return empty === undefined
      ? broken({
          severity: 'error',
          rule,
          expected,
          actual: 'no such file',
          message: `No file matches ${glob}; write it.`,
          owner: persona.id,
        })
      : broken({
          severity: 'error',
          rule,
          path: empty,
          expected,
          actual: 'an empty file',
          message: `${empty} is empty; ${glob} needs a file with content.`,
          owner: view.producerOf(empty),
        });
  });

/** Each directory must hold at least one file; a tree has no empty folders. */
export const checkDirectories = (
  { persona, assignment }: Member,
  view: FilesView,
): readonly Check[] =>
  assignment.contract.required_directories.map((directory) => {
    const prefix = `${directory.replace(/^(\.\/)+|\/+$/g, '')}/`;
    if (view.paths.some((path) => path.startsWith(prefix))) return HELD;
    return broken({
      severity: 'error',
      rule: 'contract.required_directories',
      expected: prefix,
      actual: 'no file in it',
      message: `There is no file in ${prefix}; write what belongs there.`,
      owner: persona.id,
    });
  });
