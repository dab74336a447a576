import type { PackageOrder } from '../../ports/packages.ts';
import { COMMAND_ENV } from '../command.ts';

/** What is ordered for a product, and how it is seen by its commands afterwards. */
export interface Order {
  /** As a person would type it, and why so; for the evidence. */
  readonly command: string;
  readonly why: string;
  readonly order: PackageOrder;
  /** Where the filled folder is shown inside. */
  readonly at: string;
  /** Variables that lead to it. */
  readonly env: Readonly<Record<string, string>>;
}

const OFFLINE = new Set(['npm_config_offline', 'npm_config_cache', 'PIP_NO_INDEX']);

/** As for every command, but with a way to a registry. */
export const INSTALL_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(COMMAND_ENV).filter(([name]) => !OFFLINE.has(name)),
);
