import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { parseToml } from '../bounded/toml.ts';
import { objectAt } from '../project.ts';
import { parseIni } from './ini.ts';
import { entriesOf, givenTo, textsOf } from './literal.ts';

/** What a Python project says of itself as a package. */
export interface Identity {
  readonly name: string;
  /** Absent where it stands in its code, or is made when it is released. */
  readonly version?: string;
  /** `entry_points.txt` as pip would leave it; empty where it has none. */
  readonly entryPoints: string;
}

const textAt = (value: JsonObject, field: string): string | undefined => {
  const found = value[field];
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
};

const identity = (
  name: string | undefined,
  version: string | undefined,
  entryPoints = '',
): Identity | undefined =>
  name === undefined || !/^[a-z0-9]([\w.-]{0,98}[a-z0-9])?$/i.test(name)
    ? undefined
    : {
        name,
        ...(version !== undefined && /^\d[\w.!+-]{0,60}$/.test(version) ? { version } : {}),
        entryPoints,
      };

const section = (name: string, table: JsonObject): string => {
  const lines = Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${key} = ${value}`] : [],
  );
  return lines.length === 0 ? '' : `[${name}]\n${lines.join('\n')}\n`;
};

const inPyproject = (text: string): Identity | undefined => {
  const found = parseToml(text);
  const toml = found.ok ? found.value : {};
  const project = objectAt(toml, 'project');
  const poetry = objectAt(objectAt(toml, 'tool'), 'poetry');
  const groups = { ...objectAt(poetry, 'plugins'), ...objectAt(project, 'entry-points') };
  const points = [
    section('console_scripts', { ...objectAt(poetry, 'scripts'), ...objectAt(project, 'scripts') }),
    ...Object.entries(groups).map(([name, table]) => (isObject(table) ? section(name, table) : '')),
  ].join('');
  const of = (field: string): string | undefined => textAt(project, field) ?? textAt(poetry, field);
  return identity(of('name'), of('version'), points);
};

const inSetupCfg = (text: string): Identity | undefined => {
  const ini = parseIni(text);
  const metadata = ini.get('metadata');
  const points = [...(ini.get('options.entry_points') ?? [])].map(
    ([name, value]) => `[${name}]\n${value.trim()}\n`,
  );
  return identity(metadata?.get('name'), metadata?.get('version'), points.join(''));
};

const inSetupPy = (text: string): Identity | undefined => {
  const [name, version] = ['name', 'version'].map((each) => textsOf(givenTo(text, each))[0]);
  const given = givenTo(text, 'entry_points');
  const points =
    typeof given === 'string'
      ? given
      : entriesOf(given)
          .map(([group, value]) => `[${group}]\n${textsOf(value).join('\n')}\n`)
          .join('');
  return identity(name, version, points);
};

/** What was written when it was released stands in its archive. */
const inPkgInfo = (text: string): Identity | undefined =>
  identity(/^Name: (.+)$/m.exec(text)?.[1], /^Version: (.+)$/m.exec(text)?.[1]);

/** The name of a project as a package, with the best that is known of its version. */
export const identityOf = (texts: ReadonlyMap<string, string>): Identity | undefined => {
  const at = (name: string): string => texts.get(name) ?? '';
  const said = [
    inPkgInfo(at('PKG-INFO')),
    inPyproject(at('pyproject.toml')),
    inSetupCfg(at('setup.cfg')),
    inSetupPy(at('setup.py')),
  ].filter((each) => each !== undefined);
  const [first] = said;
  if (first === undefined) return undefined;
  const version = said.find((each) => each.version !== undefined)?.version;
  const entryPoints = said.map((each) => each.entryPoints).find((each) => each !== '') ?? '';
  return { name: first.name, ...(version === undefined ? {} : { version }), entryPoints };
};
