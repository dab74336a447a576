/** Builds dist: compiles src, copies its data files, bundles the workflows, and notes what it is. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf, filesBelow, inputsDigest } from './launcher/build-inputs.mjs';
import { run } from './launcher/run.mjs';
import { say } from './launcher/say.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

async function compile(out) {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', path.join(root, 'tsconfig.build.json'), '--outDir', out];
  const code = await run(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Error(`tsc ended with ${code}`);
}

/** SQL, JSON, templates of products: everything below src that is not compiled. */
function copyData(out) {
  const source = path.join(root, 'src');
  for (const file of filesBelow(source).filter((name) => !name.endsWith('.ts'))) {
    const target = path.join(out, file);
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(path.join(source, file), target);
  }
}

/** One bundle for all workers. zod in it would be 2.5 MB that every workflow has to load. */
async function bundleWorkflows(out) {
  const workflowsPath = path.join(out, 'workflows', 'index.js');
  if (!existsSync(workflowsPath)) return;
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const converter = path.join(out, 'workflows', 'payload-converter.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
    ...(existsSync(converter) && { payloadConverterPath: converter }),
  });
  const stranger = /node_modules\/(zod|pg|kysely|ai)\//.exec(code);
  if (stranger) throw new Error(`the workflow bundle holds ${stranger[1]}, which must stay out`);
  writeFileSync(path.join(out, 'workflow-bundle.js'), code);
}

function note(out, inputs) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const digest = digestOf(out, filesBelow(out));
  writeFileSync(path.join(out, 'build.json'), JSON.stringify({ version, digest, inputs }));
}

/** Puts the new dist in the place of the old one. */
function swap(out, scratch) {
  const dist = path.join(root, 'dist');
  if (existsSync(dist)) renameSync(dist, path.join(scratch, 'old'));
  renameSync(out, dist);
}

async function build() {
  mkdirSync(path.join(root, '.tmp'), { recursive: true });
  const scratch = mkdtempSync(path.join(root, '.tmp', 'build-'));
  const out = path.join(scratch, 'dist');
  try {
    const inputs = inputsDigest(root);
    await compile(out);
    copyData(out);
    await bundleWorkflows(out);
    note(out, inputs);
    swap(out, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

try {
  await build();
} catch (error) {
  say(`the build failed: ${error.message}`);
  process.exitCode = 1;
}
