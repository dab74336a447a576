import type { Finding } from '../../domain/finding.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { endOf, stableText } from '../command.ts';
import { clip } from '../normalize.ts';
import { menderOf } from '../owners.ts';
import { fileNamed } from '../tree-files.ts';
import { readDescribed } from '../conformance/described.ts';
import { StepFailed, writeThenRead } from './exchange.ts';
import { askHealth, HEALTH_PATHS } from './health.ts';
import { atFault, failed, ok, ownerOf, wordsOf } from './outcome.ts';
import type { Outcome, Smoke } from './outcome.ts';
import { simplest } from './references.ts';

/** Where the document is asked for that is missing. */
const API_PATH = 'design/openapi.json';

/** What a product has to end, in ms. */
export const GRACE_MS = 5_000;

export const checkHealth = async (smoke: Smoke): Promise<Outcome> => {
  const { path, answers } = await askHealth(smoke.service);
  if (path !== undefined) return ok(1);
  const message = `None of ${HEALTH_PATHS.join(', ')} answers with success (${answers}). ${wordsOf(smoke)}`;
  return failed('smoke.health', ownerOf(smoke), 'status 200', answers, message, atFault(smoke));
};

const nothingToWrite = ({ ctx }: Smoke, why: string): Outcome => {
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
  return { held: 0, findings: [path === undefined ? finding : { ...finding, path }] };
};

export const checkExchange = async (smoke: Smoke): Promise<Outcome> => {
  const { ctx, service, dir } = smoke;
  const found = await readDescribed(ctx);
  if ('none' in found) return nothingToWrite(smoke, found.none);
  const { api } = found;
  const collection = simplest(api);
  if (collection === undefined) return nothingToWrite(smoke, `${api.file} describes none`);
  try {
    await writeThenRead(service, api, collection);
    return ok(2);
  } catch (error) {
    // Only when it has ended has all that it printed arrived; the same fault has the same words then.
    await service.stop(GRACE_MS);
    const stable = (text: string): string => stableText(text, dir);
    const owner = ownerOf(smoke);
    const at = atFault(smoke);
    if (!(error instanceof StepFailed)) {
      const actual = stable(error instanceof Error ? error.message : String(error));
      const message = `${actual} ${wordsOf(smoke)}`;
      return failed('smoke.write', owner, 'an answer', actual, message, at);
    }
    const words = error.server ? ` ${wordsOf(smoke)}` : '';
    const message = `${stable(error.message)}, as ${api.file} promises.${words}`;
    const { expected, actual, step } = error;
    const outcome = failed(
      `smoke.${step}`,
      owner,
      expected,
      clip(stable(actual), 300),
      message,
      at,
    );
    return { ...outcome, held: step === 'read' ? 1 : 0 };
  }
};

export const checkStop = (smoke: Smoke, result: SandboxResult): Outcome => {
  if (result.signal !== 'SIGKILL') return ok(1);
  const message = `The service does not end within ${String(GRACE_MS / 1000)} seconds after SIGTERM: close the server and let the process end.`;
  return failed('smoke.stop', ownerOf(smoke), 'an end after SIGTERM', 'none', message, smoke.main);
};

export const neverAnswered = (smoke: Smoke, result: SandboxResult | undefined): Outcome => {
  const actual =
    result === undefined ? 'does not answer on the port that PORT names' : endOf(result);
  const message = `"${smoke.step.command}" ${actual}. ${wordsOf(smoke)}`;
  return failed(
    'smoke.start',
    ownerOf(smoke),
    'a service that answers',
    actual,
    message,
    atFault(smoke),
  );
};
