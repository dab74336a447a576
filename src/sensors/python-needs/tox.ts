import { parseIni } from './ini.ts';
import { ownExtrasIn } from './lists.ts';
import { useOf } from './needs.ts';
import type { NeedsList } from './needs.ts';
import { requirementsIn } from './requirement.ts';

const FILE = 'tox.ini';

/** `py38: mock` is only for some environments. */
const FACTOR = /^!?[\w.,{}!-]+:\s+(?=\S)/;

/** What tox installs where it runs tests, and the extras of the project that it asks for. */
export interface ToxNeeds {
  readonly lists: readonly NeedsList[];
  /** Files of requirements that it names. */
  readonly files: readonly string[];
  readonly extras: readonly string[];
}

const linesOf = (value: string): readonly string[] => value.split('\n').map((line) => line.trim());

/** An environment whose name says nothing of tests may be for documents or linters. */
const isForTests = (section: string): boolean => {
  const name = /^testenv(?::(.+))?$/.exec(section)?.[1];
  return section === 'testenv' || (name !== undefined && useOf(name) === 'tests');
};

export const needsInTox = (texts: ReadonlyMap<string, string>): ToxNeeds => {
  const found = [...parseIni(texts.get(FILE) ?? '')].filter(([name]) => isForTests(name));
  const lines = found
    .flatMap(([, values]) => linesOf(values.get('deps') ?? ''))
    .map((line) => line.replace(/\{(toxinidir|tox_root)\}\//, ''));
  const always = lines.filter((line) => !FACTOR.test(line) && !line.includes('{'));
  const sometimes = lines.flatMap((line) => (FACTOR.test(line) ? [line.replace(FACTOR, '')] : []));
  const own = requirementsIn(always.join('\n'));
  const others = requirementsIn(sometimes.join('\n')).filter((line) => !line.includes('{'));
  return {
    lists: [
      ...(own.length === 0 ? [] : [{ use: 'tests' as const, where: FILE, requirements: own }]),
      ...(others.length === 0
        ? []
        : [
            {
              use: 'other' as const,
              where: `${FILE}, for some environments`,
              requirements: others,
            },
          ]),
    ],
    files: always.flatMap((line) => /^-r\s*(?:\.\/)?(\S+)/.exec(line)?.[1] ?? []),
    extras: [
      ...found.flatMap(([, values]) => (values.get('extras') ?? '').split(/[\s,]+/)),
      ...ownExtrasIn(always.join('\n')),
    ].filter((name) => name !== ''),
  };
};
