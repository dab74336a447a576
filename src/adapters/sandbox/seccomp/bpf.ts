/**
 * A small assembler for classic BPF, the language of seccomp filters: one accumulator, jumps
 * forward only, 8 bytes an instruction (struct sock_filter of linux/filter.h, little-endian).
 */

/** Where a jump goes: to a label further down, or, when absent, to the next step. */
interface Ways {
  readonly then?: string;
  readonly otherwise?: string;
}

export type Step =
  /** Loads the 32-bit word at a byte offset of what is looked at. */
  | { readonly kind: 'load'; readonly offset: number }
  | ({
      readonly kind: 'jump';
      readonly test: 'equal' | 'anyBit';
      readonly value: number;
    } & Ways)
  | { readonly kind: 'return'; readonly value: number }
  | { readonly kind: 'label'; readonly name: string };

const CODES = { load: 0x20, equal: 0x15, anyBit: 0x45, return: 0x06 } as const;

/** A jump's offset is one byte. */
const FARTHEST = 0xff;
const INSTRUCTION_BYTES = 8;

const instruction = (code: number, then: number, otherwise: number, value: number): Buffer => {
  const bytes = Buffer.alloc(INSTRUCTION_BYTES);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(then, 2);
  bytes.writeUInt8(otherwise, 3);
  bytes.writeUInt32LE(value >>> 0, 4);
  return bytes;
};

/** Labels take no room: each stands for the number of instructions before it. */
const placesOf = (steps: readonly Step[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  let place = 0;
  for (const step of steps) {
    if (step.kind !== 'label') place += 1;
    else if (places.has(step.name)) throw new Error(`The label ${step.name} stands there twice.`);
    else places.set(step.name, place);
  }
  return places;
};

const distance = (places: ReadonlyMap<string, number>, from: number, to?: string): number => {
  if (to === undefined) return 0;
  const place = places.get(to);
  if (place === undefined) throw new Error(`There is no label ${to}.`);
  const offset = place - from - 1;
  if (offset < 0 || offset > FARTHEST) {
    throw new Error(`A jump to ${to} would go ${String(offset)} instructions; 0 to 255 can be.`);
  }
  return offset;
};

/** @throws when a label is missing, doubled, or too far from a jump to it. */
export const assemble = (steps: readonly Step[]): Buffer => {
  const places = placesOf(steps);
  const instructions = steps
    .filter((step) => step.kind !== 'label')
    .map((step, at) => {
      if (step.kind === 'load') return instruction(CODES.load, 0, 0, step.offset);
      if (step.kind === 'return') return instruction(CODES.return, 0, 0, step.value);
      const then = distance(places, at, step.then);
      const otherwise = distance(places, at, step.otherwise);
      return instruction(CODES[step.test], then, otherwise, step.value);
    });
  return Buffer.concat(instructions);
};
