import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC, as /proc shows the flags of a descriptor: in octal. */
const CLOSED_AT_EXEC = 0o2000000;

const passesOn = (fd: number): boolean => {
  try {
    const flags = /^flags:\s+([0-7]+)$/m.exec(
      readFileSync(`/proc/self/fdinfo/${String(fd)}`, 'utf8'),
    )?.[1];
    return flags !== undefined && (parseInt(flags, 8) & CLOSED_AT_EXEC) === 0;
  } catch {
    return false;
  }
};

/**
 * Descriptors of ours that every program we start would have as well. Node makes none like this;
 * one may come from whoever started us.
 * @param from the lowest that is asked for.
 */
const inherited = (from: number): readonly number[] => {
  try {
    return readdirSync('/proc/self/fdinfo')
      .map(Number)
      .filter((fd) => fd >= from && passesOn(fd));
  } catch {
    return [];
  }
};

/**
 * Calls `start` with what is to be put in the place of inherited descriptors: `/dev/null`, since
 * a program that is started can be given another descriptor, but not be denied one.
 * @param from the first that is not used otherwise.
 */
export const withoutInherited = <T>(
  from: number,
  start: (stdio: readonly ('ignore' | number)[]) => T,
): T => {
  const fds = inherited(from);
  if (fds.length === 0) return start([]);
  const nothing = openSync('/dev/null', 'r');
  try {
    const last = Math.max(...fds);
    return start(
      Array.from({ length: last - from + 1 }, (_, index) =>
        fds.includes(from + index) ? nothing : 'ignore',
      ),
    );
  } finally {
    closeSync(nothing);
  }
};
