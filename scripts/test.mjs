/** `npm test`: sets the checkout up, prepares what the tests need, and runs them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onNewNode } from './launcher/on-new-node.mjs';
import { run } from './launcher/run.mjs';
import { say } from './launcher/say.mjs';
import { setUp } from './launcher/set-up.mjs';

const script = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(script));
const args = process.argv.slice(2);

/** A person's settings are not the tests': they make their own homes and servers. */
function withoutSettings(env) {
  const theirs = /^(MAESTRO_(?!CACHE$|TEST_|LAUNCHER_)|TEMPORAL_|ANTHROPIC_|OPENAI_|DATABASE_URL$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !theirs.test(name)));
}

/** Gets the Temporal CLI once, before suites that run side by side ask for it. */
async function temporalCli() {
  const load = (file) => import(pathToFileURL(path.join(root, 'dist', file)).href);
  const [{ loadConfig }, { obtainTemporal }] = await Promise.all([
    load('config/index.js'),
    load('stack/temporal-cli.js'),
  ]);
  return (await obtainTemporal(loadConfig().config, say)).path;
}

function sayWhatIsNotChecked() {
  if (spawnSync('python3', ['-c', 'import pytest']).status !== 0)
    say('python3 has no pytest here, so the canary in suites of pytest is not checked');
  const engine = ['docker', 'podman'].some((name) => spawnSync(name, ['info']).status === 0);
  if (!engine) say('no container engine runs here, so containers are checked with a stand-in only');
  const bwrap = spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true']);
  if (bwrap.status === 0) return;
  say('bubblewrap is not usable here, so these are skipped: that generated code has no network,');
  say('  no environment of ours and bounded processes; and runs of a model other than blueprint');
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

async function runJest(env) {
  const folder = mkdtempSync(path.join(root, '.tmp', 'counts-'));
  const counts = path.join(folder, 'counts.json');
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const reporter = path.join(root, 'scripts', 'launcher', 'count-reporter.mjs');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const reporters = ['--reporters=default', `--reporters=${reporter}`];
  const options = { cwd: root, env: { ...env, MAESTRO_LAUNCHER_COUNTS: counts } };
  try {
    const code = await run(process.execPath, [...node, jest, ...args, ...reporters], options);
    const { passed, failed, skipped } = readCounts(counts);
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await onNewNode(script, args, async () => {
  await setUp(root);
  sayWhatIsNotChecked();
  const cli = await temporalCli();
  const env = { ...withoutSettings(process.env), TEMPORAL_CLI_PATH: cli };
  return runJest(env);
});
