/** Reads numbers and runs of bytes off a buffer, in order. @throws RangeError beyond its end. */
const reader = (bytes: Buffer) => {
  let at = 0;
  const number = (size: number): number => {
    const value = bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  const take = (size: number): Buffer => {
    if (at + size > bytes.length) throw new RangeError('too short');
    at += size;
    return bytes.subarray(at - size, at);
  };
  return { number, take, left: () => bytes.length - at };
};

/** The first record is not complete. */
export const MORE = Symbol('more');

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SERVER_NAME = 0;
const RANDOM_BYTES = 32;

const nameIn = (extension: Buffer): string => {
  const names = reader(extension);
  names.number(2);
  if (names.number(1) !== 0) throw new RangeError('no host name');
  return names.take(names.number(2)).toString('latin1').toLowerCase();
};

const nameOfHello = (hello: Buffer): string => {
  const fields = reader(hello);
  fields.number(2);
  fields.take(RANDOM_BYTES);
  fields.take(fields.number(1));
  fields.take(fields.number(2));
  fields.take(fields.number(1));
  const extensions = reader(fields.take(fields.number(2)));
  while (extensions.left() > 0) {
    const type = extensions.number(2);
    const body = extensions.take(extensions.number(2));
    if (type === SERVER_NAME) return nameIn(body);
  }
  throw new RangeError('no server name');
};

/**
 * The server that a TLS client asks for, from the first bytes that it sends (RFC 8446, 4.1.2; RFC
 * 6066, 3). The many names of one address could be reached through a tunnel to one of them else.
 * @returns `MORE` when the first record is not complete; `undefined` when it says no name.
 */
export const serverName = (bytes: Buffer): string | undefined | typeof MORE => {
  if (bytes.length > 0 && bytes[0] !== HANDSHAKE) return undefined;
  if (bytes.length < 5) return MORE;
  const size = bytes.readUInt16BE(3);
  if (bytes.length < 5 + size) return MORE;
  try {
    const record = reader(bytes.subarray(5, 5 + size));
    if (record.number(1) !== CLIENT_HELLO) return undefined;
    return nameOfHello(record.take(record.number(3)));
  } catch {
    return undefined;
  }
};
