import { pythonNeeds } from './python-needs/chosen.ts';
import type { PythonFiles } from './python-needs/needs.ts';

/** Packages that a Python project asks for, as written: names with versions and markers. */
export const pythonRequirements = (files: PythonFiles): readonly string[] => [
  ...new Set(pythonNeeds(files).lists.flatMap(({ requirements }) => requirements)),
];

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** How pip is asked for them by a person, and why so. */
export const pipInstall = (
  files: PythonFiles,
): { readonly command: string; readonly why: string } => {
  const { lists } = pythonNeeds(files);
  const places = [...new Set(lists.map(({ where }) => where))];
  const named = places.filter((place) => files.has(place) && /\.(txt|in|pip)$/.test(place));
  const extras = lists.flatMap(({ extra }) => (extra === undefined ? [] : [extra])).join(',');
  const itself =
    named.length === 0 || extras !== '' ? [`.${extras === '' ? '' : `[${extras}]`}`] : [];
  const words = [
    ...named.map((name) => `-r ${name}`),
    ...itself,
    ...lists.flatMap(({ group }) => (group === undefined ? [] : [`--group ${group}`])),
  ];
  return {
    command: `python3 -m pip install ${words.join(' ')}`,
    why:
      places.length === 0
        ? 'pyproject.toml or setup.py is there'
        : `${inWords(places)} ${places.length === 1 ? 'is' : 'are'} there`,
  };
};
