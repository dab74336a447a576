import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Plays a competent model for every persona: a small notes service, right the first time. Who works
 * alone delivers what all of them do.
 *
 * Options (all optional):
 * - bug: 'first' | 'always': the backend's list leaves out the oldest note, on its first go or on
 *   each; acceptance test SC-4 finds it in the testing phase
 * - wrongStatus: 'first' | 'always': the backend answers an unknown note with 200, which its
 *   description does not say; found in the implementation phase
 * - broken: 'first' | 'always': the backend's check of a long text throws; a unit test finds it
 * - sectionless: 'first' | 'always': the test plan has no section on what is covered
 * - omit: { '<path>': 'first' | 'always' }: a file that is not delivered
 * - hostile: true: the backend developer begins with calls that must be refused
 * - firstCommand: a shell command that every persona runs before it writes
 * - filesAStep: writes in one answer, default 3
 * - delayMs: before each answer
 * - usage: of each answer, see `usage.mjs`
 * - unknownModels: names of models that there are not
 * - faults: names of faults, see `faults/`, that some requests meet when they come first, in turn
 */

const PRODUCT = fileURLToPath(new URL('notes-product/', import.meta.url));

const filesUnder = (folder) => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        `${entry.parentPath}/${entry.name}`.slice(folder.length + 1).replace(/^\//, ''),
      )
      .sort();
  } catch {
    return [];
  }
};

/** Who asks, in which phase, and whether it is its first go. */
function whoAsks(messages) {
  const [system, brief] = messages.map(({ content }) => content);
  const persona = /with the id "([a-z_]+)"/.exec(system)?.[1] ?? 'unknown';
  const phase = /^# Task \(phase: ([a-z]+)\)/m.exec(brief)?.[1] ?? 'unknown';
  const steps = messages.filter(({ role }) => role === 'assistant').length;
  return { persona, phase, steps, reworked: /^# Findings/m.test(brief), brief };
}

/** Every required persona of a team. */
const TEAM = readdirSync(PRODUCT).filter((name) => name !== 'optional');

const foldersOf = (who) =>
  who.persona === 'single_developer' ? TEAM.map((name) => `${PRODUCT}${name}`) : [folderOf(who)];

const folderOf = ({ persona, phase }) => {
  const required = `${PRODUCT}${persona}`;
  const second = persona === 'database_specialist' && phase !== 'design';
  return second || filesUnder(required).length === 0 ? `${PRODUCT}optional/${persona}` : required;
};

const isFirstGo = ({ reworked, brief }, paths) =>
  !reworked && !paths.some((path) => brief.includes(`- ${path} (`));

const applies = (when, first) => when === 'always' || (when === 'first' && first);

const FAULTS = [
  ['bug', 'src/service.js', 'const FIRST = 0', 'const FIRST = 1'],
  ['wrongStatus', 'src/service.js', 'const UNKNOWN = 404', 'const UNKNOWN = 200'],
  ['broken', 'src/notes.js', '`text has at most', 'tooLong`text has at most'],
  ['sectionless', 'docs/test-plan.md', '## Coverage', 'On coverage:'],
];

/** A file as it is delivered now. */
function contentOf(path, right, options, first) {
  const wrong = FAULTS.find(([name, at]) => at === path && applies(options[name], first));
  return wrong === undefined ? right : right.replace(wrong[2], wrong[3]);
}

/** The files that a persona delivers now, as write calls. */
function writesOf(who, options) {
  const { omit = {} } = options;
  const all = foldersOf(who).flatMap((folder) =>
    filesUnder(folder).map((path) => ({ folder, path })),
  );
  const first = isFirstGo(
    who,
    all.map(({ path }) => path),
  );
  return all
    .filter(({ path }) => !applies(omit[path], first))
    .map(({ folder, path }) => {
      const right = readFileSync(`${folder}/${path}`, 'utf8');
      const content = contentOf(path, right, options, first);
      return { name: 'write', arguments: { path, content } };
    });
}

const HOSTILE = [
  { name: 'delete_everything', arguments: {} },
  { name: 'write', arguments: { path: '../../escaped.txt', content: 'x' } },
  { name: 'write', arguments: { path: '/etc/escaped.txt', content: 'x' } },
  { name: 'write', arguments: { path: 'design/openapi.json', content: '{}' } },
  { name: 'write', arguments: { path: 'src/huge.txt', content: 'x'.repeat(1_500_000) } },
  { name: 'write', arguments: '{"path":"src/cut' },
  { name: 'write', arguments: { path: ['src'], content: 7 } },
  { id: 'twin', name: 'list', arguments: {} },
  { id: 'twin', name: 'list', arguments: {} },
  { name: 'read', arguments: { path: 'src/../../secret' } },
];

/** Every fourth request meets a fault; it finds an answer when it comes again. */
const FAULT_EVERY = 4;

/** @param {import('../script.mjs').Asked} asked */
export function answer({ body, messages, options, index, repeats }) {
  const who = whoAsks(messages);
  const { faults = [], unknownModels = [] } = options;
  if (unknownModels.includes(body.model)) return { fault: 'unknown model' };
  if (faults.length > 0 && repeats === 0 && index % FAULT_EVERY === 1) {
    return { fault: faults[Math.floor(index / FAULT_EVERY) % faults.length] };
  }
  const { hostile = false, filesAStep = 3, delayMs = 0, firstCommand, usage } = options;
  const all = { delayMs, ...(usage === undefined ? {} : { usage }) };
  const bad = hostile && who.persona === 'backend_developer';
  if (bad && who.steps === 0) return { ...all, toolCalls: HOSTILE };
  if (firstCommand !== undefined && who.steps === 0) {
    return { ...all, toolCalls: [{ name: 'run', arguments: { command: firstCommand } }] };
  }
  const before = bad || firstCommand !== undefined ? 1 : 0;
  const done = (who.steps - before) * filesAStep;
  const next = writesOf(who, options).slice(done, done + filesAStep);
  if (next.length > 0) return { ...all, toolCalls: next };
  const summary = `${who.persona} has delivered the notes service's part of ${who.phase}.`;
  return { ...all, toolCalls: [{ name: 'finish', arguments: { summary } }] };
}
