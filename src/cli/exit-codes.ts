/** What the process ends with; documented in docs/cli.md. */
export const EXIT = {
  completed: 0,
  failed: 1,
  badInput: 2,
  waiting: 3,
  notReachable: 4,
  detached: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
