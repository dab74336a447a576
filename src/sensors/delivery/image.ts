import type { TreePath } from '../../domain/tree.ts';
import { clip } from '../normalize.ts';
import type { SenseContext } from '../sensor.ts';
import { fileNamed, readText } from '../tree-files.ts';
import { readDockerfile, wordsOf } from './dockerfile.ts';
import type { Instruction, Stage } from './dockerfile.ts';
import type { Check, Fault } from './fault.ts';
import { contextOf, missingSources } from './sources.ts';

/** Images that start something by themselves. */
const SERVERS =
  /(^|\/)(nginx|httpd|caddy|haproxy|tomcat|jetty|php|postgres|mysql|mariadb|redis|mongo|wordpress|keycloak)[\w./-]*(:|@|$)/i;

const NOT_ROOT = /non-?root|rootless|unprivileged/i;

/** The last stage, with those that it builds on. */
const lineOf = (stages: readonly Stage[]): readonly Stage[] => {
  const line: Stage[] = [];
  let stage = stages.at(-1);
  let before = stages.slice(0, -1);
  while (stage !== undefined) {
    line.push(stage);
    const { base } = stage;
    const index = before.findLastIndex(({ name }) => name === base);
    stage = before[index];
    before = before.slice(0, Math.max(0, index));
  }
  return line;
};

/** The last instruction of some names in the image that results. */
const lastOf = (line: readonly Stage[], ...names: readonly string[]): Instruction | undefined =>
  line
    .map(({ instructions }) => instructions.findLast(({ name }) => names.includes(name)))
    .find((found) => found !== undefined);

const fault = (path: TreePath, rest: Omit<Fault, 'path'>): Check => [{ path, ...rest }];

const checkStart = (path: TreePath, line: readonly Stage[]): Check => {
  const starts = lastOf(line, 'CMD', 'ENTRYPOINT');
  if (starts !== undefined || SERVERS.test(line.at(-1)?.base ?? '')) return [];
  return fault(path, {
    severity: 'error',
    rule: 'image_start',
    expected: 'CMD or ENTRYPOINT in the last stage',
    actual: 'none',
    message: `The image of ${path} starts nothing; add CMD with the product's start command.`,
  });
};

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da)?sh\s+-\w{0,3}c\s+/;
/** What waits, or prints, and has nothing of a product in it. */
const IDLE =
  /^(?:\/(?:usr\/)?bin\/)?(?:sleep|tail|true|false|echo|cat|yes)\b(?![^\n]*(?:&&|;))|^(?:node|bun|deno|python3?|ruby|perl)\s+(?:-e|-c|-p|--eval)\s(?!.*(?:\b(?:import|require|exec|load)\b|\.\/))/;

const checkIdle = (path: TreePath, line: readonly Stage[]): Check => {
  const starts = [lastOf(line, 'ENTRYPOINT'), lastOf(line, 'CMD')].flatMap((found) =>
    found === undefined ? [] : [wordsOf(found.text).join(' ')],
  );
  const command = starts.join(' ').replace(SHELL, '').replace(/^["']/, '');
  if (!IDLE.test(command.slice(0, 500))) return [];
  return fault(path, {
    severity: 'error',
    rule: 'image_start',
    expected: "the product's start command",
    actual: clip(command, 200),
    message: `The image of ${path} starts nothing of the product (${clip(command, 100)}); let CMD be the product's start command.`,
  });
};

const checkUser = (path: TreePath, line: readonly Stage[]): Check => {
  const user = lastOf(line, 'USER')?.text.split(':')[0]?.trim();
  const safe = user !== undefined && !/^(root|0)$/.test(user);
  if (safe || (user === undefined && NOT_ROOT.test(line.at(-1)?.base ?? ''))) return [];
  return fault(path, {
    severity: 'warning',
    rule: 'image_root',
    expected: 'a USER that is not root',
    actual: user ?? 'none',
    message: `The image of ${path} runs as root; add a USER.`,
  });
};

const checkSources = async (
  ctx: SenseContext,
  path: TreePath,
  stages: readonly Stage[],
): Promise<Check> => {
  const list = fileNamed(ctx.tree, '.dockerignore', `${path}.dockerignore`);
  const ignore = list === undefined ? '' : await readText(ctx, list);
  const context = contextOf([...ctx.tree.keys()], ignore);
  const folder = path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : '';
  const missing = missingSources(stages, context, [...new Set(['', folder])]);
  return missing.slice(0, 10).map(({ source, instruction }) => ({
    severity: 'error',
    rule: 'image_source',
    path,
    expected: `${clip(source, 100)} in the product, and not in .dockerignore`,
    actual: 'not there',
    message: `${path}, line ${String(instruction.line)}, copies ${clip(source, 100)}, which the product does not have; copy what is there.`,
  }));
};

/** What is wrong with a Dockerfile: one entry for each check. It is read, not built. */
export const checkImage = async (ctx: SenseContext, path: TreePath): Promise<readonly Check[]> => {
  const stages = readDockerfile(await readText(ctx, path));
  if (!stages.ok) {
    const message = `${path} can't be built: ${stages.problem}.`;
    const expected = 'a Dockerfile that begins with FROM';
    const actual = stages.problem;
    return [fault(path, { severity: 'error', rule: 'image', expected, actual, message })];
  }
  const line = lineOf(stages.value);
  return [
    [],
    [...checkStart(path, line), ...checkIdle(path, line)],
    checkUser(path, line),
    await checkSources(ctx, path, stages.value),
  ];
};
