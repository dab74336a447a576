/** Says on one line what a worker here would run generated code in, for `maestro doctor`. */
import { findEngine, openSandbox } from '../adapters/sandbox/index.ts';
import { loadConfig, sandboxSettings } from '../config/index.ts';

const settings = sandboxSettings(loadConfig().config);

/** Why containers can't be checked here; nothing where an engine answers. */
const withoutEngine = async (): Promise<string | undefined> => {
  const found = await Promise.all([
    findEngine('docker', settings.environment),
    findEngine('podman', settings.environment),
  ]);
  const reasons = found.flatMap((each) => ('reason' in each ? [each.reason] : []));
  return reasons.length < found.length ? undefined : reasons.join(' ');
};

const opened = await openSandbox(settings);
const said =
  opened.kind === undefined
    ? opened
    : {
        kind: opened.kind,
        program: opened.program,
        holds: opened.holds,
        withoutEngine: await withoutEngine(),
      };
process.stdout.write(`${JSON.stringify(said)}\n`);
