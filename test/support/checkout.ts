/** A checkout of ours with next to nothing to build, for tests of what the launcher does in one. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputsDigest } from '../../scripts/launcher/build-inputs.mjs';
import { killProcessesOf } from './processes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

export interface Checkout {
  readonly dir: string;
  write(file: string, text: string): void;
  /** Puts a program in the place of the built command line, as one that is up to date. */
  pretendBuilt(main: string): void;
  /** Kills what still runs in it, and removes it. */
  dispose(): Promise<void>;
}

/** With the launcher and the installed dependencies of this checkout, and no sources. */
export const createCheckout = (): Checkout => {
  const dir = mkdtempSync(path.join(tmpdir(), 'maestro-checkout-'));
  for (const file of [...SETTINGS, 'scripts']) {
    cpSync(path.join(ROOT, file), path.join(dir, file), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'));
  mkdirSync(path.join(dir, 'src'));
  const write: Checkout['write'] = (file, text) => {
    const target = path.join(dir, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  return {
    dir,
    write,
    pretendBuilt: (main) => {
      write('dist/cli/main.js', main);
      write('dist/build.json', JSON.stringify({ inputs: inputsDigest(dir) }));
    },
    dispose: async () => {
      await killProcessesOf(dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
