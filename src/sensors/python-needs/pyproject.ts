import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { parseToml } from '../bounded/toml.ts';
import { objectAt } from '../project.ts';
import { useOf } from './needs.ts';
import type { NeedsList } from './needs.ts';
import { poetryRequirements } from './poetry.ts';
import { extrasOf, normalized, packageOf } from './requirement.ts';

const textsAt = (value: JsonObject, field: string): readonly string[] => {
  const found = value[field];
  return Array.isArray(found)
    ? found.filter((each): each is string => typeof each === 'string')
    : [];
};

const DEPTH = 5;

type Groups = ReadonlyMap<string, readonly string[]>;

/** An extra may ask for others of the same project: `test = ["own[extra]"]`. */
const withoutOwn = (
  own: string,
  extras: Groups,
  requirements: readonly string[],
  depth = DEPTH,
): readonly string[] =>
  requirements.flatMap((each) =>
    packageOf(each) !== own || own === ''
      ? [each]
      : extrasOf(each).flatMap((name) =>
          depth === 0 ? [] : withoutOwn(own, extras, extras.get(name) ?? [], depth - 1),
        ),
  );

/** A group of PEP 735, with those that it includes. */
const group = (groups: JsonObject, name: string, depth = DEPTH): readonly string[] => {
  const key = Object.keys(groups).find((each) => normalized(each) === normalized(name));
  const entries = key === undefined || depth === 0 ? [] : groups[key];
  return (Array.isArray(entries) ? (entries as readonly unknown[]) : []).flatMap((entry) => {
    if (typeof entry === 'string') return [entry];
    const included = isObject(entry) ? entry['include-group'] : undefined;
    return typeof included === 'string' ? group(groups, included, depth - 1) : [];
  });
};

const FILE = 'pyproject.toml';

const list = (
  use: NeedsList['use'],
  part: string,
  requirements: readonly string[],
): readonly NeedsList[] =>
  requirements.length === 0
    ? []
    : [{ use, where: part === '' ? FILE : `${part} of ${FILE}`, requirements }];

const extra = (name: string, requirements: readonly string[]): readonly NeedsList[] =>
  list(useOf(name), `the extra "${name}"`, requirements).map((each) => ({ ...each, extra: name }));

const inProject = (toml: JsonObject, own: string): readonly NeedsList[] => {
  const project = objectAt(toml, 'project');
  const optional = objectAt(project, 'optional-dependencies');
  const extras = new Map(
    Object.keys(optional).map((name) => [normalized(name), textsAt(optional, name)]),
  );
  const plain = (requirements: readonly string[]): readonly string[] =>
    withoutOwn(own, extras, requirements);
  const groups = objectAt(toml, 'dependency-groups');
  return [
    ...list('run', '', textsAt(project, 'dependencies')),
    ...[...extras].flatMap(([name, requirements]) => extra(name, plain(requirements))),
    ...Object.keys(groups).flatMap((name) =>
      list(useOf(name), `the group "${name}"`, plain(group(groups, name))).map((each) => ({
        ...each,
        group: name,
      })),
    ),
  ];
};

const inPoetry = (poetry: JsonObject): readonly NeedsList[] => {
  const groups = objectAt(poetry, 'group');
  const main = objectAt(poetry, 'dependencies');
  const needed = poetryRequirements(main, false);
  const optional = poetryRequirements(main, true).filter((each) => !needed.includes(each));
  return [
    ...list('run', '', needed),
    ...list('other', 'optional dependencies', optional),
    ...list(
      'work',
      'dev-dependencies',
      poetryRequirements(objectAt(poetry, 'dev-dependencies'), true),
    ),
    ...Object.keys(groups).flatMap((name) =>
      list(
        useOf(name),
        `the group "${name}"`,
        poetryRequirements(objectAt(objectAt(groups, name), 'dependencies'), true),
      ),
    ),
  ];
};

/** Hatch runs tests in an environment of that name, or in its default one. */
const inHatch = (hatch: JsonObject): readonly NeedsList[] => {
  const envs = objectAt(hatch, 'envs');
  return Object.keys(envs).flatMap((name) => {
    const env = objectAt(envs, name);
    const all = ['dependencies', 'extra-dependencies'].flatMap((field) => textsAt(env, field));
    return list(name === 'default' ? 'work' : useOf(name), `the environment "${name}"`, all);
  });
};

const inOtherTools = (tool: JsonObject): readonly NeedsList[] => {
  const flit = objectAt(objectAt(tool, 'flit'), 'metadata');
  const extras = objectAt(flit, 'requires-extra');
  const pdm = objectAt(objectAt(tool, 'pdm'), 'dev-dependencies');
  return [
    ...list('run', '', textsAt(flit, 'requires')),
    ...Object.keys(extras).flatMap((name) => extra(name, textsAt(extras, name))),
    ...Object.keys(pdm).flatMap((name) =>
      list(useOf(name), `the group "${name}"`, textsAt(pdm, name)),
    ),
    ...list('work', 'tool.uv', textsAt(objectAt(tool, 'uv'), 'dev-dependencies')),
  ];
};

/** What `pyproject.toml` asks for: the standard's tables, and those of Poetry, Flit, Hatch, PDM and uv. */
export const needsInPyproject = (text: string): readonly NeedsList[] => {
  const found = parseToml(text);
  if (!found.ok) return [];
  const toml = found.value;
  const tool = objectAt(toml, 'tool');
  const poetry = objectAt(tool, 'poetry');
  const name = objectAt(toml, 'project')['name'] ?? poetry['name'];
  return [
    ...inProject(toml, normalized(typeof name === 'string' ? name : '')),
    ...inPoetry(poetry),
    ...inHatch(objectAt(tool, 'hatch')),
    ...inOtherTools(tool),
  ];
};
