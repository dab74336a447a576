import { afterAll, beforeAll, expect } from '@jest/globals';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { homePaths } from '../../../src/stack/home.ts';
import { readState } from '../../../src/stack/state.ts';
import { createBuiltCli } from '../../support/built-cli.ts';
import type { BuiltCli } from '../../support/built-cli.ts';
import type { CliResult } from '../../support/cli.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What the parts of the story share: one home, one stack, and how they ask for things. */
export interface Stage extends BuiltCli {
  /** Gives a command that must end well. */
  does(...args: readonly string[]): Promise<CliResult>;
  /** The same with `--json`, and the objects that it wrote. */
  tells(...args: readonly string[]): Promise<readonly Row[]>;
  /** Brings the stack up, and keeps what it writes for the shell. */
  up(): Promise<CliResult>;
  /** What the first `up` wrote. */
  exports(): string;
  /** Runs lines that must end well, in a shell that has done what `up` wrote. */
  inShell(lines: string): Promise<CliResult>;
  status(session: string): Promise<Row>;
  until(session: string, ...statuses: readonly string[]): Promise<void>;
  /** What Maestro noted of its own processes. */
  state(): ReturnType<typeof readState>;
  /** Where `run` leaves a product. */
  productOf(session: string): string;
}

const WAIT_MS = 30_000;

/** Fails with all that a command wrote when it did not end well. */
const succeeded = (result: CliResult): CliResult => {
  expect(result).toEqual({ ...result, code: 0 });
  return result;
};

/** The objects that a command wrote with `--json`. */
export const rowsOf = ({ stdout }: CliResult): readonly Row[] =>
  stdout
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => JSON.parse(row) as Row);

const createStage = (): Stage => {
  const cli = createBuiltCli();
  let exports = '';
  const does: Stage['does'] = async (...args) => succeeded(await cli.maestro(...args));
  const tells: Stage['tells'] = async (...args) => rowsOf(await does(...args, '--json'));
  const status: Stage['status'] = async (session) => (await tells('status', session))[0] ?? {};
  return {
    ...cli,
    does,
    tells,
    status,
    async up() {
      const result = await does('up');
      exports = result.stdout;
      return result;
    },
    exports: () => exports,
    inShell: async (lines) => succeeded(await cli.shell(lines, exports)),
    async until(session, ...statuses) {
      const deadline = Date.now() + WAIT_MS;
      for (;;) {
        const now = String((await status(session))['status']);
        if (statuses.includes(now)) return;
        if (Date.now() > deadline) throw new Error(`${session} is ${now}`);
        await delay(200);
      }
    },
    state: () => readState(homePaths(cli.home).stateFile),
    productOf: (session) => path.join(cli.dir, 'sdlc_output', session),
  };
};

/** A stage for the tests of a file; it can be used inside tests and hooks only. */
export const useStage = (): Stage => {
  const stage = {} as Stage;
  beforeAll(() => {
    Object.assign(stage, createStage());
  });
  afterAll(async () => {
    await stage.maestro('down');
    await stage.dispose();
  }, 60_000);
  return stage;
};

/** The session of {@link TASKS}, which one part brings to its end and the next looks at. */
export const SESSION = 'task-mgmt-v1';
export const TASKS = 'Create a task management system with projects, tasks and comments';
export const BOOKS = 'A library keeps books, and members who borrow them. Each book has a title.';

/** For whatever starts the stack or runs an execution, in ms. */
export const LONG = 120_000;
