/** One system call, as a filter sees it (struct seccomp_data of linux/seccomp.h). */
export interface Call {
  readonly number: number;
  readonly arch: number;
  readonly args?: readonly bigint[];
}

const dataOf = ({ number, arch, args = [] }: Call): Buffer => {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(arch, 4);
  args.forEach((value, index) => data.writeBigUInt64LE(BigInt.asUintN(64, value), 16 + 8 * index));
  return data;
};

/** Runs a filter as the kernel would. @returns the value it ends with, unsigned. */
export const interpret = (program: Buffer, call: Call): number => {
  const data = dataOf(call);
  let accumulator = 0;
  for (let at = 0; at * 8 < program.length; at += 1) {
    const code = program.readUInt16LE(at * 8);
    const value = program.readUInt32LE(at * 8 + 4);
    const holds = { 0x15: accumulator === value, 0x45: (accumulator & value) !== 0 }[code];
    if (holds !== undefined) at += program.readUInt8(at * 8 + (holds ? 2 : 3));
    else if (code === 0x20) accumulator = data.readUInt32LE(value);
    else if (code === 0x06) return value;
    else throw new Error(`Instruction ${String(at)} has the unknown code ${String(code)}.`);
  }
  throw new Error('The program ran past its end.');
};
