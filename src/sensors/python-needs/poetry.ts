import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';

const next = (version: string, kept: number): string => {
  const parts = version.split('.').slice(0, kept);
  return [...parts.slice(0, -1), String(Number(parts.at(-1) ?? '0') + 1)].join('.');
};

/** The part of a version that `^` keeps: up to the first that is not 0. */
const keptByCaret = (version: string): number => {
  const parts = version.split('.');
  const first = parts.findIndex((part) => part !== '0');
  return first < 0 ? parts.length : first + 1;
};

/** `^1.2`, `~1.2`, `1.*` and `1.2` as pip writes them. */
const specifier = (written: string): string => {
  const [, mark = '', version = ''] = /^([~^]?)\s*v?(\d[\w.]*)$/.exec(written) ?? [];
  if (mark === '^') return `>=${version},<${next(version, keptByCaret(version))}`;
  if (mark === '~') return `>=${version},<${next(version, Math.min(2, version.split('.').length))}`;
  if (version !== '') return `==${version}`;
  if (/^\d[\d.]*\.\*$/.test(written)) return `==${written}`;
  return written === '*' ? '' : written;
};

/** Alternatives (`||`) can't be written for pip: then any version. */
const constraint = (version: string): string =>
  version.includes('|')
    ? ''
    : version
        .split(',')
        .map((part) => specifier(part.trim()))
        .join(',');

const pythonMarker = (python: string): readonly string[] =>
  python.includes('|')
    ? []
    : constraint(python)
        .split(',')
        .flatMap((part) => {
          const [, operator, version] = /^(>=|<=|==|!=|<|>)\s*(\d+(?:\.\d+)?)/.exec(part) ?? [];
          return operator === undefined ? [] : [`python_version ${operator} '${version ?? ''}'`];
        });

const textAt = (value: JsonObject, field: string): string => {
  const found = value[field];
  return typeof found === 'string' ? found : '';
};

const requirement = (name: string, value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => requirement(name, each));
  if (typeof value === 'string') return [`${name}${constraint(value)}`];
  if (!isObject(value) || ['git', 'path', 'url'].some((place) => place in value)) return [];
  const extras = Array.isArray(value['extras']) ? `[${value['extras'].map(String).join(',')}]` : '';
  const own = textAt(value, 'markers');
  const markers = [...pythonMarker(textAt(value, 'python')), ...(own === '' ? [] : [`(${own})`])];
  const marker = markers.length === 0 ? '' : `; ${markers.join(' and ')}`;
  return [`${name}${extras}${constraint(textAt(value, 'version') || '*')}${marker}`];
};

/** A table of Poetry's dependencies as pip would write them. @param optional whether those as well */
export const poetryRequirements = (table: JsonObject, optional: boolean): readonly string[] =>
  Object.entries(table)
    .filter(([name, value]) => {
      const isOptional = isObject(value) && value['optional'] === true;
      return name.toLowerCase() !== 'python' && (isOptional ? optional : true);
    })
    .flatMap(([name, value]) => requirement(name, value));
