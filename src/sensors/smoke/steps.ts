import type { Finding } from '../../domain/finding.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { endOf, stableText } from '../command.ts';
import { readDescribed } from '../conformance/described.ts';
import type { DescribedApi } from '../conformance/described.ts';
import { clip } from '../normalize.ts';
import { menderOf } from '../owners.ts';
import { fileNamed } from '../tree-files.ts';
import { readBack, StepFailed, write } from './exchange.ts';
import type { Made } from './exchange.ts';
import { askHealth, HEALTH_PATHS } from './health.ts';
import { atFault, checkOf, failed, ownerOf, together, wordsOf } from './outcome.ts';
import type { Outcome, Smoke } from './outcome.ts';
import { simplest } from './references.ts';

/** Where the document is asked for that is missing. */
const API_PATH = 'design/openapi.json';

/** What a product has to end, in ms. */
export const GRACE_MS = 10_000;

const OK = 'status 200';

export const checkHealth = async (smoke: Smoke): Promise<Outcome> => {
  const { path, answers } = await askHealth(smoke.service);
  if (path !== undefined) return checkOf(`GET ${path}`, 'status 2XX', 'status 2XX');
  const seen = ['health', OK, answers] as const;
  const message = `None of ${HEALTH_PATHS.join(', ')} answers with success (${answers}). ${wordsOf(smoke)}`;
  return failed('smoke.health', ownerOf(smoke), seen, message, atFault(smoke));
};

/** What came of writing something: it, and by which description, when it could be read back. */
export interface Exchange {
  readonly outcome: Outcome;
  readonly kept?: { readonly made: Made; readonly api: DescribedApi };
}

const nothingToWrite = ({ ctx }: Smoke, why: string): Exchange => {
  const path = fileNamed(ctx.tree, API_PATH);
  const owner = menderOf(ctx, path, ({ assignment }) =>
    assignment.contract.required_files.includes(API_PATH),
  );
  const message = `No path could be tried that writes something and reads it: ${why}.`;
  const finding: Finding = {
    severity: 'warning',
    rule: 'smoke.openapi',
    expected: `a POST on a collection and a GET of its items in ${API_PATH}`,
    actual: why,
    message,
    owner,
  };
  const checks = ['write', 'read'].map((what) => ({
    what,
    expected: 'a path',
    actual: why,
    held: false,
  }));
  return { outcome: { checks, findings: [path === undefined ? finding : { ...finding, path }] } };
};

/** What an error of a step says, as a finding of the service. */
const stepFailed = (smoke: Smoke, rule: string, error: unknown, promised: string): Outcome => {
  const stable = (text: string): string => stableText(text, smoke.dir);
  const owner = ownerOf(smoke);
  const at = atFault(smoke);
  if (!(error instanceof StepFailed)) {
    const actual = stable(error instanceof Error ? error.message : String(error));
    return failed(
      rule,
      owner,
      ['write and read', 'an answer', actual],
      `${actual} ${wordsOf(smoke)}`,
      at,
    );
  }
  const words = error.server ? ` ${wordsOf(smoke)}` : '';
  const seen = [error.step, error.expected, clip(stable(error.actual), 300)] as const;
  return failed(rule, owner, seen, `${stable(error.message)}, ${promised}.${words}`, at);
};

const WRITTEN = checkOf('write', 'status 201 and an id', 'status 201 and an id');

/** Writes something and reads it back. Where that fails, the service is stopped. */
export const checkExchange = async (smoke: Smoke): Promise<Exchange> => {
  const { ctx, service } = smoke;
  const found = await readDescribed(ctx);
  if ('none' in found) return nothingToWrite(smoke, found.none);
  const { api } = found;
  const collection = simplest(api);
  if (collection === undefined) return nothingToWrite(smoke, `${api.file} describes none`);
  let made: Made | undefined;
  try {
    made = await write(service, api, collection);
    await readBack(service, made);
    return {
      outcome: together(WRITTEN, checkOf('read', 'what was written', 'what was written')),
      kept: { made, api },
    };
  } catch (error) {
    // Only when it has ended has all that it printed arrived; the same fault has the same words then.
    await service.stop(GRACE_MS);
    const rule = made === undefined ? 'smoke.write' : 'smoke.read';
    const outcome = stepFailed(smoke, rule, error, `as ${api.file} promises`);
    return { outcome: made === undefined ? outcome : together(WRITTEN, outcome) };
  }
};

/** Reads after another start what was written before. */
export const checkKept = async (again: Smoke, made: Made): Promise<Outcome> => {
  try {
    await readBack(again.service, made, 'what was made before a restart');
    return checkOf('read after a restart', 'what was written', 'what was written');
  } catch (error) {
    await again.service.stop(GRACE_MS);
    return stepFailed(again, 'smoke.kept', error, 'and whoever wrote it counts on it');
  }
};

export const checkStop = (smoke: Smoke, result: SandboxResult): Outcome => {
  const expected = `an end within ${String(GRACE_MS / 1000)} s after SIGTERM`;
  if (result.signal !== 'SIGKILL') return checkOf('stop', expected, expected);
  const message = `The service does not end within ${String(GRACE_MS / 1000)} seconds after SIGTERM: close the server and let the process end.`;
  return failed('smoke.stop', ownerOf(smoke), ['stop', expected, 'none'], message, smoke.main);
};

export const neverAnswered = (
  smoke: Smoke,
  result: SandboxResult | undefined,
  rule = 'smoke.start',
): Outcome => {
  const actual =
    result === undefined ? 'does not answer on the port that PORT names' : endOf(result);
  const message = `"${smoke.step.command}" ${actual}. ${wordsOf(smoke)}`;
  const seen = ['start', 'a service that answers', actual] as const;
  return failed(rule, ownerOf(smoke), seen, message, atFault(smoke));
};
