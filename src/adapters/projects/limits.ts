/** What is taken in of one project: more than any that a person wrote, less than fills a memory. */
export const FILES_MAX = 20_000;
/** Bytes of one file, and of all together. */
export const FILE_BYTES_MAX = 32 * 1024 ** 2;
export const TREE_BYTES_MAX = 256 * 1024 ** 2;

/** Oddities of one kind that are told. */
export const TOLD_OF_A_KIND = 20;

/** Folders that tools make and fill: installed packages, caches, version control. */
export const NO_PART: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.nox',
  '.eggs',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
]);
