/** LiteLLM's proxy from PyPI, in a virtual environment in our cache: 740 MB, so only on request. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { loadConfig } from '../../../src/config/index.ts';

const VERSION = '1.106.2';
const PYTHON = 'python3';
export const INSTALL_MS = 900_000;

const call = promisify(execFile);

const run = async (program: string, args: readonly string[], problem: string): Promise<void> => {
  try {
    await call(program, [...args], { timeout: INSTALL_MS });
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').slice(-3).join(' ') : '';
    throw new Error(`${problem} (${said})`, { cause: error });
  }
};

const install = async (folder: string, python: string): Promise<void> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  await run(
    PYTHON,
    ['-m', 'venv', folder],
    'This test needs Python 3.10 or later with venv, as "python3" on the PATH (Debian and Ubuntu: apt-get install python3-venv).',
  );
  await run(
    python,
    ['-m', 'pip', 'install', '--disable-pip-version-check', '-q', `litellm[proxy]==${VERSION}`],
    `LiteLLM ${VERSION} can't be installed: this test needs the Python package index, once.`,
  );
};

/**
 * The Python that has LiteLLM; installed when it is not there yet (a few minutes).
 * @throws with what is missing
 */
export const litellmPython = async (): Promise<string> => {
  const folder = path.join(loadConfig().config.cache, `litellm-${VERSION}`);
  const python = path.join(folder, 'bin', 'python');
  const complete = path.join(folder, 'complete');
  if (!existsSync(complete)) {
    await install(folder, python);
    writeFileSync(complete, '');
  }
  return python;
};
