import type { Contract } from '../../domain/contract.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { Member } from '../sensor.ts';
import { countWords, plainHeading, sectionsOf } from './markdown.ts';
import { broken, HELD } from './view.ts';
import type { Check, FilesView } from './view.ts';

const sectionCheck = async (
  { persona }: Member,
  view: FilesView,
  glob: string,
  heading: string,
): Promise<Check> => {
  const documents = view.matching(glob);
  const wanted = plainHeading(heading);
  let hollow: TreePath | undefined;
  for (const path of documents) {
    const filled = sectionsOf(await view.text(path)).get(wanted);
    if (filled === true) return HELD;
    if (filled === false) hollow ??= path;
  }
  const path = hollow ?? documents[0];
  return broken({
    severity: 'error',
    rule: 'contract.required_documentation_sections',
    ...(path === undefined ? {} : { path }),
    expected: `section "${heading}" in ${glob}`,
    actual:
      path === undefined
        ? 'no such document'
        : hollow === undefined
          ? 'no such heading'
          : 'nothing below it',
    message:
      hollow === undefined
        ? `${path ?? glob} has no section "${heading}"; add it with its content.`
        : `Section "${heading}" of ${hollow} is empty; say what belongs there.`,
    owner: path === undefined ? persona.id : view.producerOf(path),
  });
};

/** Each section must be there, with something in it, in at least one of the documents of its glob. */
export const checkSections = (member: Member, view: FilesView): Promise<readonly Check[]> =>
  Promise.all(
    Object.entries(member.assignment.contract.required_documentation_sections).flatMap(
      ([glob, headings]) => headings.map((heading) => sectionCheck(member, view, glob, heading)),
    ),
  );

const DOCUMENT = /\.(md|markdown|txt|rst|adoc)$/i;

/** Required documents: what the required globs, and those of sections, match and is prose. */
const documentsOf = (contract: Contract, view: FilesView): readonly TreePath[] => {
  const globs = [
    ...contract.required_files,
    ...Object.keys(contract.required_documentation_sections),
  ];
  return [...new Set(globs.flatMap(view.matching))].filter((path) => DOCUMENT.test(path));
};

const checkCount = ({ persona, assignment }: Member, view: FilesView, least: number): Check => {
  const globs = assignment.contract.required_files;
  const files = new Set(globs.flatMap(view.matching));
  if (files.size >= least) return HELD;
  return broken({
    severity: 'error',
    rule: 'contract.quality_thresholds',
    expected: `at least ${String(least)} files`,
    actual: String(files.size),
    message: `${globs.join(', ')} must match at least ${String(least)} files in all, and match ${String(files.size)}.`,
    owner: persona.id,
  });
};

const checkWords = async (
  { assignment }: Member,
  view: FilesView,
  least: number,
): Promise<Check> => {
  const short = await Promise.all(
    documentsOf(assignment.contract, view).map(async (path) => {
      const words = countWords(await view.text(path));
      return words >= least ? [] : [{ path, words }];
    }),
  );
  const findings = short.flat().map(({ path, words }) => ({
    severity: 'error' as const,
    rule: 'contract.quality_thresholds',
    path,
    expected: `at least ${String(least)} words`,
    actual: String(words),
    message: `${path} has ${String(words)} words; it needs at least ${String(least)} to say what it should.`,
    owner: view.producerOf(path),
  }));
  return findings.length === 0 ? HELD : broken(...findings);
};

/** Files and words; tests are counted where they run. */
export const checkThresholds = async (
  member: Member,
  view: FilesView,
): Promise<readonly Check[]> => {
  const { min_files: files, min_words: words } = member.assignment.contract.quality_thresholds;
  return [
    ...(files === undefined ? [] : [checkCount(member, view, files)]),
    ...(words === undefined ? [] : [await checkWords(member, view, words)]),
  ];
};
