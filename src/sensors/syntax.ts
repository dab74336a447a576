import { isObject } from '../domain/brand.ts';
import type { TreePath } from '../domain/tree.ts';
import { runCommand } from './command.ts';
import type { CommandRun } from './command.ts';
import type { SenseContext } from './sensor.ts';

/** A file that does not parse. */
export interface SyntaxFault {
  readonly path: TreePath;
  /** From 1; 0 when it is unknown. */
  readonly line: number;
  readonly message: string;
}

const JAVASCRIPT = /\.[cm]?js$/;
/** As many as fit on a command line. */
const MOST = 4_000;

export const scriptsIn = (paths: readonly TreePath[]): readonly TreePath[] =>
  paths.filter((path) => JAVASCRIPT.test(path)).slice(0, MOST);

/**
 * `node --check` for many files at once (a process each takes 40 ms): parses, and runs nothing of
 * them. A `.js` file may be a module or a script, as a browser's often is.
 */
const PARSER = `
const fs = require('node:fs');
const { spawnSync } = require('node:child_process');
const vm = require('node:vm');
const asModule = (code, identifier) => new vm.SourceTextModule(code, { identifier });
const asScript = (code, filename) => vm.compileFunction(code, [], { filename });
const ways = (path) =>
  path.endsWith('.mjs') ? [asModule] : path.endsWith('.cjs') ? [asScript] : [asModule, asScript];
const faultOf = (path) => {
  const code = fs.readFileSync(path, 'utf8').replace(/^#!.*/, '');
  let first;
  for (const parse of ways(path)) {
    try {
      parse(code, path);
      return undefined;
    } catch (error) {
      first ??= error;
    }
  }
  return { path, message: String(first.message) };
};
// An error of a module doesn't say where it is; node --check does.
const lineOf = (path) => {
  const { stderr } = spawnSync(process.execPath, ['--check', path], { encoding: 'utf8' });
  return Number(/:(\\d+)\\n/.exec(stderr)?.[1] ?? 0);
};
const faults = process.argv.slice(1).map(faultOf).filter(Boolean);
faults.forEach((fault, index) =>
  console.log(JSON.stringify({ ...fault, line: index < 20 ? lineOf(fault.path) : 0 })),
);
process.exitCode = faults.length === 0 ? 0 : 1;
`;

const parseFault = (line: string, known: ReadonlySet<string>): readonly SyntaxFault[] => {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value) || !known.has(String(value['path']))) return [];
    const path = String(value['path']) as TreePath;
    return [{ path, line: Number(value['line']), message: String(value['message']) }];
  } catch {
    return [];
  }
};

export const checkSyntax = async (
  ctx: SenseContext,
  paths: readonly TreePath[],
): Promise<{ readonly run: CommandRun; readonly faults: readonly SyntaxFault[] }> => {
  const run = await runCommand(ctx, await ctx.workspace(), [
    ...(['node', '--no-warnings', '--experimental-vm-modules', '-e', PARSER, '--'] as const),
    ...paths,
  ]);
  const known: ReadonlySet<string> = new Set(paths);
  return { run, faults: run.text.split('\n').flatMap((line) => parseFault(line, known)) };
};
