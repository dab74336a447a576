import type { Persona } from '../domain/persona.ts';
import { promisedBy } from '../domain/promised.ts';
import type { Limits } from '../domain/settings.ts';
import type { StartInput } from '../domain/start-input.ts';
import { treeBytes } from '../domain/tree.ts';
import type { Tree } from '../domain/tree.ts';
import { ObjectDamaged, ObjectMissing } from '../ports/objects.ts';
import { getTree, putTree } from '../ports/trees.ts';
import type { Imported } from './contracts/admission.ts';
import type { Environment } from './environment.ts';

/** What came of an imported tree: what is recorded of it, or why it can't be worked on. */
export type Import =
  | { readonly kind: 'none' }
  | { readonly kind: 'imported'; readonly imported: Imported }
  | { readonly kind: 'refused'; readonly problem: string };

const refuse = (problem: string): Import => ({ kind: 'refused', problem });

const problemOf = (tree: Tree, { outputFiles, outputBytes }: Limits): string | undefined => {
  if (tree.size === 0) {
    return 'The imported project has no file: there is nothing to mend. Start without it to have one built.';
  }
  const told = (what: string, has: number, most: number): string =>
    `The imported project has ${String(has)} ${what}, and a tree may have ${String(most)}: raise the limit, or import less of it.`;
  if (tree.size > outputFiles) return told('files', tree.size, outputFiles);
  const bytes = treeBytes(tree);
  return bytes > outputBytes ? told('bytes', bytes, outputBytes) : undefined;
};

/** Nobody of the team wrote it, whatever the tree says. */
const withoutAuthors = (tree: Tree): Tree =>
  new Map([...tree].map(([path, entry]) => [path, { ...entry, by: 'import' }]));

/** Takes in the project that an execution is to mend, if there is one. */
export const importProject = async (
  { objects, matches }: Pick<Environment, 'matches' | 'objects'>,
  { importedTree, contracts = 'auto' }: StartInput,
  personas: readonly Persona[],
  limits: Limits,
): Promise<Import> => {
  if (importedTree === undefined) return { kind: 'none' };
  let given: Tree;
  try {
    given = await getTree(objects, importedTree);
  } catch (error) {
    if (!(error instanceof ObjectMissing || error instanceof ObjectDamaged)) throw error;
    return refuse(
      `The imported tree can't be read: ${error.message} Put it into the object store of the workers first.`,
    );
  }
  const problem = problemOf(given, limits);
  if (problem !== undefined) return refuse(problem);
  const held = promisedBy(contracts, personas, [given], matches);
  return {
    kind: 'imported',
    imported: {
      tree: await putTree(objects, withoutAuthors(given)),
      held: held.map(({ persona, assignment }) => ({
        persona: persona.id,
        phase: assignment.phase,
      })),
    },
  };
};
