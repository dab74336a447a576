import { parsed, refused } from '../../domain/brand.ts';
import type { Parsed } from '../../domain/brand.ts';

/** One instruction of a Dockerfile, continued lines joined. */
export interface Instruction {
  /** In capitals: `FROM`. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** `--from=build`, without the dashes. */
  readonly flags: readonly string[];
  readonly text: string;
}

/** What stands between two FROMs. */
export interface Stage {
  /** The image, or the name of a stage before. */
  readonly base: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

const KNOWN = new Set(
  'FROM RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL'.split(
    ' ',
  ),
);

const LENGTH_MAX = 100_000;
const LINES_MAX = 2_000;

const HEREDOC = /<<-?["']?([A-Za-z_]\w{0,50})["']?/g;
const FLAG = /^--([a-z-]{1,30}(?:=\S{0,500})?)\s+/;

/** Lines of the texts that an instruction is followed by, which end at their marks. */
const heredocEnd = (lines: readonly string[], from: number, head: string): number => {
  let at = from;
  for (const [, mark] of head.matchAll(HEREDOC)) {
    while (at < lines.length && lines[at]?.trim() !== mark) at += 1;
    at += 1;
  }
  return at;
};

const instructionOf = (text: string, line: number): Instruction => {
  const [name = ''] = text.split(/\s/, 1);
  let rest = text.slice(name.length).trim();
  const flags: string[] = [];
  for (let flag = FLAG.exec(rest); flag !== null; flag = FLAG.exec(rest)) {
    flags.push(flag[1] ?? '');
    rest = rest.slice(flag[0].length);
  }
  return { name: name.toUpperCase(), line, flags, text: rest };
};

const isBlank = (line: string): boolean => line.trim() === '' || line.trimStart().startsWith('#');

const readInstructions = (lines: readonly string[], escape: string): readonly Instruction[] => {
  const found: Instruction[] = [];
  let at = 0;
  while (at < lines.length) {
    const start = at;
    let text = (lines[at] ?? '').trim();
    at += 1;
    if (isBlank(text)) continue;
    while (text.endsWith(escape) && at < lines.length) {
      const next = lines[at] ?? '';
      at += 1;
      if (!isBlank(next)) text = `${text.slice(0, -1)} ${next.trim()}`;
    }
    const instruction = instructionOf(text, start + 1);
    if (/^(RUN|COPY|ADD)$/.test(instruction.name)) at = heredocEnd(lines, at, instruction.text);
    found.push(instruction);
  }
  return found;
};

const stagesOf = (instructions: readonly Instruction[]): Parsed<readonly Stage[]> => {
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const instruction of instructions) {
    const { name, line, text } = instruction;
    if (!KNOWN.has(name)) {
      return refused(`line ${String(line)} begins with "${name.slice(0, 30)}", no instruction`);
    }
    if (text === '') return refused(`${name} in line ${String(line)} says nothing`);
    if (name === 'FROM') {
      const [base = '', as = '', alias] = text.split(/\s+/);
      stages.push({ base, name: /^as$/i.test(as) ? alias : undefined, instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (stage === undefined && name !== 'ARG') {
      return refused(`${name} in line ${String(line)} stands before FROM`);
    }
    stage?.instructions.push(instruction);
  }
  return stages.length === 0 ? refused('it has no FROM') : parsed(stages);
};

/** The stages of a Dockerfile, in order; or why it can't be built. */
export const readDockerfile = (text: string): Parsed<readonly Stage[]> => {
  const lines = text.split(/\r?\n/);
  if (text.length > LENGTH_MAX || lines.length > LINES_MAX) {
    return refused(`longer than ${String(LINES_MAX)} lines or 100 kB`);
  }
  const escape = /^#\s{0,5}escape\s{0,5}=\s{0,5}`/im.test(lines[0] ?? '') ? '`' : '\\';
  return stagesOf(readInstructions(lines, escape));
};

/** The words of an instruction that takes a list: as JSON, or between spaces. */
export const wordsOf = (text: string): readonly string[] => {
  if (text.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) return list.map(String);
    } catch {
      // Docker takes it for words then, too.
    }
  }
  return text.split(/\s+/);
};
