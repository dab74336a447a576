import type { Digest } from '../domain/digest.ts';
import { parseTreePath } from '../domain/tree.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import { getTree } from '../ports/trees.ts';
import { InvalidInput, NoArtifact } from './errors.ts';
import { observe } from './observe.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';

/** One file of the product. */
export interface Artifact {
  readonly path: TreePath;
  /** Bytes. */
  readonly size: number;
  readonly digest: Digest;
  readonly executable: boolean;
  /** The persona run that wrote this version, such as `backend_developer.implementation.1`. */
  readonly producedBy: string;
}

/** The product of an execution at this moment. */
export interface Product {
  readonly digest: Digest;
  readonly tree: Tree;
}

/** @throws NoArtifact when no phase has produced anything yet; NotFound, NotConfigured … */
export const productOf = async (services: Services, sessionText: string): Promise<Product> => {
  const session = sessionOf(sessionText);
  const objects = await services.objects();
  const { tree: digest } = await observe(services, session);
  if (digest === undefined) throw new NoArtifact(`"${session}" has produced no file yet.`);
  return { digest, tree: await getTree(objects, digest) };
};

/** The files so far, by path. @throws NoArtifact, NotFound, NotConfigured */
export const artifacts = async (
  services: Services,
  session: string,
): Promise<readonly Artifact[]> => {
  const { tree } = await productOf(services, session);
  return [...tree].map(([path, { blob, size, mode, by }]) => ({
    path,
    size,
    digest: blob,
    executable: mode === 'executable',
    producedBy: by,
  }));
};

/** The bytes of one file. @throws NoArtifact, InvalidInput, ObjectMissing, ObjectDamaged */
export const readArtifact = async (
  services: Services,
  session: string,
  pathText: string,
): Promise<Uint8Array> => {
  const path = parseTreePath(pathText);
  if (!path.ok) throw new InvalidInput(path.problem);
  const { tree } = await productOf(services, session);
  const entry = tree.get(path.value);
  if (entry === undefined) throw new NoArtifact(`"${session}" has no file ${path.value}.`);
  return (await services.objects()).get(entry.blob);
};
