import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { filesOf } from '../../../../src/adapters/model/blueprint/index.ts';
import type { GeneratedFile, Project } from '../../../../src/adapters/model/blueprint/index.ts';

/** Who writes in which phase, and the paths that each owns. */
export const owners = [
  ['requirements', 'requirement_analyst', /^requirements\/(requirements\.md|scenarios\.feature)$/],
  ['design', 'solution_architect', /^design\/(architecture\.md|openapi\.json)$/],
  ['design', 'database_specialist', /^design\/(data-model\.md|schema\.json)$/],
  ['design', 'security_specialist', /^design\/security\.md$/],
  ['implementation', 'backend_developer', /^(package\.json|README\.md|src\/[a-z-]+\.js)$/],
  ['implementation', 'frontend_developer', /^public\/[a-z]+\.(html|css|js)$/],
  ['implementation', 'database_specialist', /^db\/(seed\.json|README\.md)$/],
  ['testing', 'qa_engineer', /^(tests\/acceptance\/[a-z0-9-]+(\.test)?\.js|docs\/test-plan\.md)$/],
  ['testing', 'unit_tester', /^tests\/unit\/[a-z-]+\.test\.js$/],
  ['testing', 'integration_tester', /^tests\/integration\/[a-z-]+\.test\.js$/],
  [
    'deployment',
    'devops_engineer',
    /^(Dockerfile|\.dockerignore|\.github\/workflows\/ci\.yml|docs\/runbook\.md)$/,
  ],
  [
    'deployment',
    'deployment_integration_tester',
    /^(deployment\/(smoke|sample)\.mjs|docs\/deployment-check\.md)$/,
  ],
  ['deployment', 'project_reviewer', /^docs\/review\.md$/],
] as const;

/** The files of all personas, optional ones included. */
export function allFiles(project: Project): readonly GeneratedFile[] {
  return owners.flatMap(([phase, persona]) => filesOf(project, persona, phase));
}

/** Writes files to a directory of their own. */
export function writeProduct(files: readonly GeneratedFile[]): string {
  const root = mkdtempSync(join(tmpdir(), 'blueprint-'));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Removes what writeProduct wrote. */
export const removeProduct = (root: string): void => {
  rmSync(root, { recursive: true, force: true });
};

/** Changes a file, and gives a way back; throws when there is nothing to change. */
export function edit(root: string, path: string, from: string, to: string): () => void {
  const file = join(root, path);
  const before = readFileSync(file, 'utf8');
  if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(file, before.replaceAll(from, to));
  return () => {
    writeFileSync(file, before);
  };
}

// None of our own settings, such as NODE_OPTIONS, must reach the product.
const environment = {
  PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
  HOME: tmpdir(),
};

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command in the product's directory. */
export async function run(
  root: string,
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const [file, ...args] = command;
  const child = spawn(file, args, {
    cwd: root,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, output };
}

/** What the product's tests say, as the test runner counts it. */
export async function runTests(root: string): Promise<Ended & { passed: number; failed: number }> {
  const ended = await run(root, ['npm', 'test']);
  const count = (name: string): number =>
    Number(new RegExp(`^\\W*${name} (\\d+)$`, 'm').exec(ended.output)?.[1] ?? NaN);
  return { ...ended, passed: count('pass'), failed: count('fail') };
}

export interface Running {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Starts the product on a free port, as `npm start` does. */
export function start(root: string): Promise<Running> {
  const child = spawn(process.execPath, ['src/main.js'], {
    cwd: root,
    env: { ...environment, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as { message: string; url?: string };
      if (entry.message === 'listening') resolve({ url: entry.url ?? '', child });
    });
    child.once('exit', () => {
      reject(new Error('The service ended before it listened.'));
    });
  });
}

/** Sends a signal; resolves with the exit code, and how long it took in ms. */
export async function end(
  { child }: Running,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<{ code: number | null; ms: number }> {
  const began = performance.now();
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return { code: child.exitCode, ms: performance.now() - began };
}
