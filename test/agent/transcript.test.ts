import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeJson } from '../../src/agent/ledger-bytes.ts';
import { parseTranscript, transcriptOf } from '../../src/agent/transcript.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import type { ExecutionId } from '../../src/domain/session.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { writer } from './fixture.ts';

const transcript = transcriptOf(
  {
    executionId: '00000000-0000-4000-8000-000000000000' as ExecutionId,
    runId: 'writer.requirements.1',
    persona: writer.id,
    phase: 'requirements',
    iteration: 1,
    inputDigest: digestOf('input'),
    worker: 'host:1',
  },
  'openai-compatible:m',
  [1, 2].map((step) => ({
    step,
    attempt: 1,
    model: 'openai-compatible:m',
    requestDigest: digestOf(String(step)),
    messages: encodeJson([{ role: 'system', content: 'Be brief.' }]),
    answer: {
      content: encodeJson([{ type: 'text', text: 'Yes.' }]),
      finishReason: 'stop',
      usage: { inputTokens: 3, outputTokens: 1 },
      rawUsage: '{}',
      cost: nanoUsd(7),
      latencyMs: 1,
    },
  })),
  [],
  'Done.',
);

describe('a transcript', () => {
  test('is read back as it was stored, with the sum of its costs', () => {
    const stored: unknown = JSON.parse(JSON.stringify(transcript));
    expect(parseTranscript(stored)).toEqual({ ok: true, value: transcript });
    expect(transcript.costNanoUsd).toBe(14);
  });

  test.each(Object.keys(transcript))('is refused without %s', (field) => {
    expect(parseTranscript({ ...transcript, [field]: undefined }).ok).toBe(false);
  });

  test('never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(transcript)), (value, field) => {
        parseTranscript(value);
        parseTranscript({ ...transcript, [field]: value });
      }),
    );
  });
});
