import type { Environment, Sandboxes } from '../activities/index.ts';
import { matches } from '../adapters/globs/picomatch.ts';
import { createLedger } from '../adapters/ledger/postgres.ts';
import { createFileObjects } from '../adapters/objects/files.ts';
import { createPackages } from '../adapters/packages/index.ts';
import { createPersonaRegistry } from '../adapters/personas/json-files.ts';
import type { Database } from '../adapters/postgres/index.ts';
import { createQuality } from '../adapters/quality/index.ts';
import { createRecords } from '../adapters/records/index.ts';
import { createPlain, openSandbox } from '../adapters/sandbox/index.ts';
import { createFolderWorkspaces } from '../adapters/workspaces/folders.ts';
import { packageSettings, sandboxSettings } from '../config/index.ts';
import type { Config, SandboxSettings } from '../config/index.ts';
import type { SandboxKind } from '../domain/settings.ts';
import type { Models } from '../ports/model.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { workerName } from './name.ts';
import { settingsFor } from './settings.ts';

/** A sandbox that was found is believed for this long, in ms; a missing one is looked for anew. */
const BELIEVED_MS = 60_000;

const sandboxesFor = (settings: SandboxSettings): Sandboxes => {
  let found: Sandbox | undefined;
  let seen = 0;
  let reason = '';
  return {
    plain: createPlain(),
    async isolated() {
      if (Date.now() - seen < BELIEVED_MS) return found;
      const opened = await openSandbox(settings);
      found = opened.kind === undefined ? undefined : opened.sandbox;
      reason = opened.kind === undefined ? opened.reason : '';
      seen = found === undefined ? 0 : Date.now();
      return found;
    },
    missing: () => reason,
  };
};

const kindOf = async (sandboxes: Sandboxes): Promise<SandboxKind> =>
  (await sandboxes.isolated())?.kind ?? 'none';

/** Puts the adapters together, as the configuration says. */
export const createEnvironment = (
  config: Config,
  database: Database,
  searchAttributes: boolean,
  models: Models,
): Environment => {
  const objects = createFileObjects(config.objects.dir);
  const sandboxes = sandboxesFor(sandboxSettings(config));
  return {
    objects,
    ledger: createLedger(database),
    records: createRecords(database),
    models,
    personas: createPersonaRegistry({ folders: config.personaFolders }),
    sandboxes,
    workspaces: createFolderWorkspaces({ objects }),
    packages: createPackages(packageSettings(config)),
    matches,
    quality: createQuality(config.quality),
    settingsFor: settingsFor(config, { searchAttributes, sandbox: () => kindOf(sandboxes) }),
    worker: workerName(),
  };
};
