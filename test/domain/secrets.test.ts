import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createScrubber } from '../../src/domain/secrets.ts';

describe('taking keys out of a text', () => {
  test('finds a configured value as it is, in JSON and in a URL', () => {
    const key = 'p"lain\\value/0123';
    const scrub = createScrubber([key]);
    const texts = [`got ${key}.`, JSON.stringify({ key }), `?key=${encodeURIComponent(key)}`];
    expect(texts.map(scrub)).toEqual(['got [key].', '{"key":"[key]"}', '?key=[key]']);
  });

  test.each([
    'sk-ant-api03-AbCdEf_123456',
    'sk-proj-abcdefghijkl',
    'AIzaSyA1234567890abcdefg',
    'ghp_0123456789abcdef',
    'hf_0123456789abcdef',
    'Bearer abc.def-ghi',
  ])('finds %s by its shape', (key) => {
    expect(createScrubber([])(`{"said":"${key}"}`)).toBe('{"said":"[key]"}');
  });

  test("finds whatever stands in Anthropic's header", () => {
    const line = JSON.stringify({ headers: { 'x-api-key': 'odd0123', accept: 'all' } });
    expect(createScrubber([])(line)).toBe('{"headers":{"x-api-key":"[key]","accept":"all"}}');
  });

  test('leaves ordinary words alone, and values too short to be secret', () => {
    const text = 'A task-management service with a key-value store and skeleton pages.';
    expect(createScrubber(['a', 'task', ''])(text)).toBe(text);
  });

  test('a longer key that begins with a shorter one leaves no rest', () => {
    expect(createScrubber(['abcdef', 'abcdefghij'])('abcdefghij abcdef')).toBe('[key] [key]');
  });

  test('no value survives in a serialized line, wherever it stands', () => {
    const secret = fc.stringMatching(/^[!-~]{12,40}$/);
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (key, before, after) => {
        const line = JSON.stringify({ [before]: `${before}${key}${after}`, list: [key] });
        const scrubbed = createScrubber([key])(line);
        fc.pre(!'[key]'.includes(key));
        expect(scrubbed).not.toContain(JSON.stringify(key).slice(1, -1));
      }),
    );
  });
});
