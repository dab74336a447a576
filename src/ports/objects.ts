import type { Digest } from '../domain/digest.ts';
import type { Parsed } from '../domain/brand.ts';

/** Content-addressed, immutable bytes. */
export interface ObjectStore {
  /** Keeps the bytes durably and answers their SHA-256. Putting the same bytes twice is no error. */
  put(bytes: Uint8Array): Promise<Digest>;
  /**
   * @throws ObjectMissing when there is none.
   * @throws ObjectDamaged when the stored bytes do not hash to the digest.
   */
  get(digest: Digest): Promise<Uint8Array>;
  has(digest: Digest): Promise<boolean>;
}

export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing';
  constructor(digest: Digest) {
    super(`The object ${digest} is not in the object store.`);
  }
}

export class ObjectDamaged extends Error {
  override readonly name = 'ObjectDamaged';
  constructor(digest: Digest, problem: string) {
    super(`The object ${digest} is damaged: ${problem}.`);
  }
}

/** Stores a value as JSON. Key order is the caller's: equal values need equal key order. */
export const putJson = (objects: ObjectStore, value: unknown): Promise<Digest> =>
  objects.put(new TextEncoder().encode(JSON.stringify(value)));

/** Reads JSON and checks its shape. @throws ObjectDamaged when it does not fit. */
export const getJson = async <T>(
  objects: ObjectStore,
  digest: Digest,
  parse: (value: unknown) => Parsed<T>,
): Promise<T> => {
  const text = new TextDecoder('utf-8').decode(await objects.get(digest));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ObjectDamaged(digest, 'it is not JSON');
  }
  const result = parse(value);
  if (!result.ok) throw new ObjectDamaged(digest, result.problem);
  return result.value;
};
