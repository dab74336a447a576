import { describe, expect, test } from '@jest/globals';
import type { SandboxResult, SandboxService, ServiceResponse } from '../../../src/ports/sandbox.ts';
import { createWire } from '../../../src/sensors/conformance/wire.ts';
import type { Wire } from '../../../src/sensors/conformance/wire.ts';

const ENDED: SandboxResult = { exitCode: 1, output: '', timedOut: false, ms: 1 };

/** A service that answers as it is told, and may end. */
const serviceOf = (
  answer: () => Promise<ServiceResponse>,
  exited: Promise<SandboxResult> = new Promise(() => undefined),
): SandboxService => ({
  request: answer,
  exited,
  output: () => '',
  running: () => [],
  stop: () => Promise.resolve(ENDED),
});

const fine = (body = '{}'): Promise<ServiceResponse> =>
  Promise.resolve({ status: 200, headers: {}, body });

const GET = { method: 'GET', path: '/' };

/** Asks until nothing is asked any more. @returns how often it was, and why no more. */
const askOut = async (wire: Wire): Promise<readonly [number, string]> => {
  for (;;) {
    const said = await wire.ask(GET);
    if (said.kind === 'spent') return [wire.asked(), said.why];
    if (wire.asked() > 2_000) return [wire.asked(), 'never'];
  }
};

const { signal } = new AbortController();

describe('a service is asked', () => {
  test('a bounded number of questions', async () => {
    const wire = createWire(
      serviceOf(() => fine()),
      signal,
    );
    expect(await askOut(wire)).toEqual([400, 'after 400 requests']);
  });

  test('no more once its answers are too long together', async () => {
    const wire = createWire(
      serviceOf(() => fine('x'.repeat(1e6))),
      signal,
    );
    expect(await askOut(wire)).toEqual([20, 'after 20 MB of answers']);
  });

  test('no more once it has ended', async () => {
    const broken = serviceOf(() => Promise.reject(new Error('reset')), Promise.resolve(ENDED));
    const wire = createWire(broken, signal);
    expect(await wire.ask(GET)).toEqual({ kind: 'silent', how: 'the service ended' });
    expect(await askOut(wire)).toEqual([1, 'the service had ended']);
  });

  test('on, when a connection breaks off and it runs', async () => {
    let asked = 0;
    const wire = createWire(
      serviceOf(() => ((asked += 1) === 1 ? Promise.reject(new Error('reset')) : fine())),
      signal,
    );
    expect(await wire.ask(GET)).toEqual({ kind: 'silent', how: 'the connection broke off' });
    expect(await wire.ask(GET)).toMatchObject({ kind: 'answer', response: { status: 200 } });
  });

  test('nothing when nobody waits for it any more', async () => {
    const abort = new AbortController();
    let asked = 0;
    const wire = createWire(
      serviceOf(() => {
        asked += 1;
        abort.abort(new Error('enough'));
        return Promise.reject(new Error('reset'));
      }),
      abort.signal,
    );
    await expect(wire.ask(GET)).rejects.toThrow('enough');
    await expect(wire.ask(GET)).rejects.toThrow('enough');
    expect(asked).toBe(1);
  });
});
