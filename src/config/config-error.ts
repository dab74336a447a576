/** Where a bad setting stands, what is wrong with it, and what to do. */
export interface ConfigProblem {
  /** A file's path, `environment` or `flags`. */
  readonly file: string;
  /** The setting as it is named there; absent when the whole file is at fault. */
  readonly key?: string;
  readonly wrong: string;
  readonly remedy: string;
}

/** The configuration cannot be used. Its message is one line for the person who wrote it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problem: ConfigProblem;

  constructor(problem: ConfigProblem) {
    const where = problem.key === undefined ? problem.file : `${problem.file}: ${problem.key}`;
    super(`${where} ${problem.wrong}; ${problem.remedy}`);
    this.problem = problem;
  }
}
