import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCapture } from '../../../src/adapters/sandbox/capture.ts';

const MARK = '\n[… output cut …]\n';

describe('createCapture', () => {
  test('what fits is kept as it came, in whatever pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-ascii' })), (pieces) => {
        const capture = createCapture(Math.max(4, pieces.join('').length));
        for (const piece of pieces) capture.add(Buffer.from(piece));
        expect(capture.text()).toBe(pieces.join(''));
      }),
    );
  });

  test('of more, the first quarter and the last three quarters of the limit are kept', () => {
    const piece = fc.string({ unit: 'grapheme-ascii', maxLength: 50 });
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 4, max: 100 }), (pieces, limit) => {
        const capture = createCapture(limit);
        for (const each of pieces) capture.add(Buffer.from(each));
        const whole = pieces.join('');
        if (whole.length <= limit) return;
        const head = Math.floor(limit / 4);
        expect(capture.text()).toBe(whole.slice(0, head) + MARK + whole.slice(-(limit - head)));
      }),
    );
  });

  test('a flood in small pieces does not pile up', () => {
    const capture = createCapture(1_000);
    for (let index = 0; index < 200_000; index += 1) capture.add(Buffer.from('y\n'));
    expect(capture.text().length).toBeLessThan(1_100);
  });
});
