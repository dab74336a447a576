import type { JsonObject } from '../../domain/brand.ts';
import { parseToml } from '../bounded/toml.ts';
import { objectAt } from '../project.ts';
import { parseIni } from './ini.ts';

/** Settings of pytest by their names, a list in one text. */
export type PytestSettings = ReadonlyMap<string, string>;

const inToml = (text: string): PytestSettings => {
  const found = parseToml(text);
  const pytest = objectAt(objectAt(found.ok ? found.value : {}, 'tool'), 'pytest');
  const options: JsonObject = { ...pytest, ...objectAt(pytest, 'ini_options') };
  return new Map(
    Object.entries(options).flatMap(([name, value]): readonly (readonly [string, string])[] => {
      if (Array.isArray(value)) return [[name, value.map(String).join(' ')]];
      return typeof value === 'object' && value !== null ? [] : [[name, String(value)]];
    }),
  );
};

const inSection =
  (section: string) =>
  (text: string): PytestSettings =>
    parseIni(text).get(section) ?? new Map();

/** In the order in which pytest looks for them; the first that has settings is the one. */
const PLACES: readonly (readonly [string, (text: string) => PytestSettings])[] = [
  ['pytest.ini', inSection('pytest')],
  ['.pytest.ini', inSection('pytest')],
  ['pyproject.toml', inToml],
  ['tox.ini', inSection('pytest')],
  ['setup.cfg', inSection('tool:pytest')],
];

/** How a project has set up pytest at its root. */
export const pytestSettings = (texts: ReadonlyMap<string, string>): PytestSettings => {
  for (const [name, read] of PLACES) {
    const settings = read(texts.get(name) ?? '');
    if (settings.size > 0 || (name.endsWith('pytest.ini') && texts.has(name))) return settings;
  }
  return new Map();
};

/** Plugins without which pytest does not know an option or a setting; pinned as the runner is. */
const PLUGINS: readonly (readonly [
  name: string,
  version: string,
  isAsked: (of: PytestSettings) => boolean,
])[] = [
  ['pytest-cov', '7.0.0', (of) => /(^|\s)--(no-)?cov\b/.test(of.get('addopts') ?? '')],
  [
    'pytest-xdist',
    '3.8.0',
    (of) => /(^|\s)(-n[ =]?\w|--numprocesses|--dist\b)/.test(of.get('addopts') ?? ''),
  ],
  [
    'pytest-timeout',
    '2.4.0',
    (of) => of.has('timeout') || /--timeout\b/.test(of.get('addopts') ?? ''),
  ],
  ['pytest-asyncio', '1.2.0', (of) => of.has('asyncio_mode')],
];

/** Plugins that settings ask for, with their versions. */
export const pluginsFor = (settings: PytestSettings): readonly string[] =>
  PLUGINS.flatMap(([name, version, isAsked]) => (isAsked(settings) ? [`${name}==${version}`] : []));

/** Whether pytest measures coverage by itself, which leaves nothing to be told to others. */
export const measuresCoverage = (settings: PytestSettings): boolean =>
  /(^|\s)--cov\b/.test(settings.get('addopts') ?? '');
