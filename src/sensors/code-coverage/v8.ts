import { fileURLToPath } from 'node:url';
import { isObject } from '../../domain/brand.ts';
import type { TreePath } from '../../domain/tree.ts';
import { parseJson } from '../bounded/json.ts';
import type { Code } from './code.ts';
import { processesIn } from './processes.ts';
import type { Doubt, FileRan, ProcessRan, Ran } from './ran.ts';
import { areNested, countsOf } from './ranges.ts';
import type { Range } from './ranges.ts';

/** Ranges of one process that are looked at; Node itself has some thousands. */
const RANGES = 400_000;

const list = (value: unknown, field: string): readonly unknown[] => {
  const found = isObject(value) ? value[field] : undefined;
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

const rangeOf = (value: unknown): Range | undefined => {
  if (!isObject(value)) return undefined;
  const { startOffset: start, endOffset: end, count } = value;
  const whole = [start, end, count].every(
    (each) => Number.isSafeInteger(each) && Number(each) >= 0,
  );
  return whole && Number(start) <= Number(end)
    ? { start: Number(start), end: Number(end), count: Number(count) }
    : undefined;
};

interface ScriptFunction {
  /** In angle brackets where the engine made it up. */
  readonly name: string;
  readonly ranges: readonly Range[];
}

const functionsOf = (script: unknown): readonly ScriptFunction[] | undefined => {
  const found: ScriptFunction[] = [];
  for (const item of list(script, 'functions')) {
    const ranges = list(item, 'ranges').map(rangeOf);
    const known = ranges.filter((range) => range !== undefined);
    if (known.length < ranges.length || known.length === 0) return undefined;
    found.push({ name: isObject(item) ? String(item['functionName']) : '', ranges: known });
  }
  return found;
};

/** What Node adds where it strips types: a blank line and the name of the file. */
const ADDED = /\.[cm]?ts$/;
const ADDED_MOST = 2_000;

/** Why a report can't be one of this text; `undefined` when it can. */
const contradiction = (
  path: TreePath,
  { text, ends }: Code,
  functions: readonly ScriptFunction[],
): Omit<Doubt, 'path'> | undefined => {
  const whole = functions[0]?.ranges[0];
  const most = text.length + (ADDED.test(path) ? ADDED_MOST : 0);
  // The engine does not see a mark of byte order.
  const least = text.startsWith('\ufeff') ? text.length - 1 : text.length;
  if (whole === undefined || whole.start > 0 || whole.end < least || whole.end > most) {
    // Tools that put something into a file before it runs come to this as well.
    return {
      odd: true,
      what: `it has ${String(text.length)} characters, the report ${String(whole?.end ?? 0)}`,
    };
  }
  const nowhere = functions
    .slice(1)
    .find(({ name, ranges: [own] }) => !name.startsWith('<') && !ends.has(own?.end ?? -1));
  if (nowhere !== undefined) {
    return { what: `no function ends at character ${String(nowhere.ranges[0]?.end ?? 0)}` };
  }
  return areNested(functions.flatMap(({ ranges }) => ranges))
    ? undefined
    : { what: 'its ranges overlap' };
};

/** Where no code lies that a product could have loaded. */
const NO_CODE = /^\/(etc|proc|sys|dev)\//;

/** A path below one of the folders that the product was seen in. */
const pathBelow = (dirs: readonly string[], url: string): string | undefined => {
  if (!url.startsWith('file://') || url.length > 2_000) return undefined;
  try {
    const file = fileURLToPath(url.replace(/[?#].*$/, ''));
    const dir = dirs.find((each) => file.startsWith(`${each}/`));
    return dir === undefined ? file : file.slice(dir.length + 1);
  } catch {
    return undefined;
  }
};

interface Reader {
  /** Addresses of scripts that ran otherwise than they are written. */
  readonly mapped: ReadonlySet<string>;
  readonly dirs: readonly string[];
  readonly code: ReadonlyMap<string, Code>;
  readonly doubt: (doubt: Doubt) => void;
}

const NO_COUNTS = { what: 'it has no counts' };

/** A tool may write these anew before they run, and tells nothing of it. */
const TRANSLATED = /\.([cm]?tsx?|jsx)$/;

const readScript = (script: unknown, reader: Reader): readonly [TreePath, Range[]] | undefined => {
  const { dirs, code, doubt } = reader;
  const url = isObject(script) ? String(script['url']) : '';
  const name = pathBelow(dirs, url);
  if (name === undefined) return undefined;
  if (NO_CODE.test(name)) doubt({ what: 'it speaks of a file that is no code of the product' });
  const known = code.get(name);
  if (known === undefined || reader.mapped.has(url)) return undefined;
  const path = name as TreePath;
  const functions = functionsOf(script);
  const wrong = functions === undefined ? NO_COUNTS : contradiction(path, known, functions);
  if (functions === undefined || wrong !== undefined) {
    if (wrong !== undefined && !TRANSLATED.test(path)) doubt({ path, ...wrong });
    return undefined;
  }
  return [path, functions.flatMap(({ ranges }) => ranges)];
};

const readProcess = (text: string, reader: Omit<Reader, 'mapped'>): ProcessRan => {
  const value = parseJson(text);
  if (!value.ok) {
    // A process that is killed while it writes leaves half a file.
    reader.doubt({ odd: value.problem.includes('valid'), what: `a file left is ${value.problem}` });
    return new Map();
  }
  const ran = new Map<TreePath, FileRan>();
  const maps = isObject(value.value) ? value.value['source-map-cache'] : undefined;
  const mapped = new Set(isObject(maps) ? Object.keys(maps) : []);
  let ranges = 0;
  for (const script of list(value.value, 'result')) {
    const read = readScript(script, { ...reader, mapped });
    if (read === undefined) continue;
    ranges += read[1].length;
    if (ranges > RANGES) {
      reader.doubt({ odd: true, what: `it speaks of more than ${String(RANGES)} ranges` });
      break;
    }
    ran.set(read[0], countsOf(read[1]));
  }
  return ran;
};

/**
 * What Node tells of code that ran (NODE_V8_COVERAGE): a file for each process that came to an end
 * by itself. Each script is held against the text of the file that it names; what is no file of
 * the product is passed over, and no path of a report is ever opened.
 * @param dirs how the working folder is named, outside and inside a sandbox.
 * @param code by path.
 */
export const readV8 = (
  dir: string,
  dirs: readonly string[],
  code: ReadonlyMap<string, Code>,
): Promise<Ran> =>
  processesIn(dir, /^coverage-[\w-]+\.json$/, (text, doubt) =>
    readProcess(text, { dirs, code, doubt }),
  );
