import type { TreePath } from '../../domain/tree.ts';
import { scriptOf } from '../project.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import type { Start } from './launch.ts';

/** A start command that a document of the product names. */
export interface Documented {
  readonly file: TreePath;
  readonly command: string;
  /** `same`: what was started. `other`: it is there as well. `missing`: what it starts is not there. */
  readonly kind: 'same' | 'other' | 'missing';
}

const DOCUMENT = /^(docs\/)?(readme|runbook|deploy(ment|ing)?|operations|install)(\.md)?$/i;
const HEADING = /^#{1,6}\s+(.*)$/;
const STARTING = /\b(start(ing|ed)?|run(ning)?|usage|launch|quick ?start)\b/i;
const IMAGE = /(^|\/)Dockerfile$/;
const TEXT_MAX = 200_000;

/** Settings before a command, and a prompt. */
const BEFORE = /^(?:\$\s+)?(?:[A-Z_][A-Z0-9_]*=\S*\s+)*/;
const START =
  /^(?:(?:npm|pnpm|yarn)(?: run)? (?:start|serve|dev|prod)[\w:-]*|node(?: -\S+)* [\w./-]+|python3?(?: -[uBOE])* [\w./-]+\.py)\b(?!\.)/;

/** One way to write each: `npm run start` is `npm start`, flags of the program change nothing here. */
const plain = (command: string): string =>
  command
    .replace(/^(npm|pnpm|yarn) (?:run )?/, 'npm run ')
    .replace(/^python3? /, 'python ')
    .replace(/ -\S+/g, '')
    .replace(/ \.\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const commandIn = (text: string): string | undefined =>
  START.exec(text.trim().replace(BEFORE, '').slice(0, 300))?.[0];

/** What stands in code below headings about starting, in order. */
const commandsIn = (markdown: string): readonly string[] => {
  const found: string[] = [];
  let about = false;
  let fenced = false;
  for (const line of markdown.slice(0, TEXT_MAX).split('\n')) {
    const heading = fenced ? undefined : HEADING.exec(line)?.[1];
    if (heading !== undefined) about = STARTING.test(heading);
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    else if (about && fenced) found.push(line);
    else if (about)
      found.push(...[...line.matchAll(/`([^`\n]{1,300})`/g)].map(([, code = '']) => code));
  }
  return found.flatMap((each) => commandIn(each) ?? []);
};

/** The last CMD or ENTRYPOINT of a Dockerfile, as one would type it. */
const imageCommand = (dockerfile: string): readonly string[] => {
  const lines = dockerfile.slice(0, TEXT_MAX).split('\n');
  const text = lines.findLast((line) => /^(CMD|ENTRYPOINT)\s/i.test(line))?.replace(/^\S+\s+/, '');
  if (text === undefined) return [];
  const command = text.startsWith('[')
    ? text
        .replace(/[[\]",]+/g, ' ')
        .trim()
        .replace(/\s+/g, ' ')
    : text;
  return [commandIn(command) ?? []].flat();
};

const scriptNamed = (files: ProjectFiles, command: string): string | undefined => {
  const name = /^npm run ([\w:-]+)$/.exec(plain(command))?.[1];
  return name === undefined ? undefined : scriptOf(files, name);
};

const isThere = (files: ProjectFiles, command: string): boolean => {
  const program = plain(command);
  if (program.startsWith('npm run ')) {
    return (
      scriptNamed(files, command) !== undefined ||
      (program === 'npm run start' && files.has('server.js'))
    );
  }
  const file = program.split(' ')[1] ?? '';
  return ['', '.js', '.mjs', '.cjs', '/index.js'].some((end) => files.has(`${file}${end}`));
};

const kindOf = (
  files: ProjectFiles,
  { step, main }: Start,
  command: string,
): Documented['kind'] => {
  const started = [
    step.command,
    step.script ?? '',
    ...(main === undefined ? [] : [`node ${main}`]),
  ];
  const names = new Set(started.map(plain));
  const script = scriptNamed(files, command);
  if (names.has(plain(command)) || (script !== undefined && names.has(plain(script))))
    return 'same';
  return isThere(files, command) ? 'other' : 'missing';
};

/** For each document that names a start command: the one that was started, or else the first. */
export const documentedStarts = async (
  ctx: SenseContext,
  files: ProjectFiles,
  start: Start,
): Promise<readonly Documented[]> => {
  const found: Documented[] = [];
  for (const file of files.paths.filter((each) => DOCUMENT.test(each) || IMAGE.test(each))) {
    const text = await readText(ctx, file);
    const commands = IMAGE.test(file) ? imageCommand(text) : commandsIn(text);
    const all = commands.map((command) => ({ file, command, kind: kindOf(files, start, command) }));
    const chosen = all.find(({ kind }) => kind === 'same') ?? all[0];
    if (chosen !== undefined) found.push(chosen);
  }
  return found;
};
