import { describe, expect, test } from '@jest/globals';
import { assemble } from '../../../../src/adapters/sandbox/seccomp/bpf.ts';
import type { Step } from '../../../../src/adapters/sandbox/seccomp/bpf.ts';

const end: Step = { kind: 'return', value: 0 };
const jump = (then: string): Step => ({ kind: 'jump', test: 'equal', value: 7, then });
const label = (name: string): Step => ({ kind: 'label', name });

describe('assemble', () => {
  test('writes eight bytes an instruction: code, both ways, value', () => {
    const steps: readonly Step[] = [
      { kind: 'load', offset: 4 },
      jump('yes'),
      { kind: 'return', value: 0x80000000 },
      label('yes'),
      { kind: 'return', value: 0x7fff0000 },
    ];
    expect(assemble(steps).toString('hex').match(/.{16}/g)).toEqual([
      '2000000004000000',
      '1500010007000000',
      '0600000000000080',
      '060000000000ff7f',
    ]);
  });

  test('a jump of 255 instructions can be, one of 256 can not', () => {
    const far = (count: number): readonly Step[] => [
      jump('far'),
      ...Array.from({ length: count }, () => end),
      label('far'),
      end,
    ];
    expect(assemble(far(255)).readUInt8(2)).toBe(255);
    expect(() => assemble(far(256))).toThrow('256 instructions');
  });

  test('a jump back, to nowhere, or to one of two places is refused', () => {
    expect(() => assemble([label('back'), end, jump('back'), end])).toThrow('0 to 255');
    expect(() => assemble([jump('nowhere'), end])).toThrow('no label nowhere');
    expect(() => assemble([label('twice'), end, label('twice'), end])).toThrow('twice');
  });
});
