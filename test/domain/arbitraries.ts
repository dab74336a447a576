/** Values of the domain for tests. */
import fc from 'fast-check';
import type { Digest } from '../../src/domain/digest.ts';
import type { Evidence, SensorName } from '../../src/domain/evidence.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { parsePersonaId } from '../../src/domain/persona.ts';
import type { PersonaId, PersonaRef } from '../../src/domain/persona.ts';
import { PHASES } from '../../src/domain/phases.ts';
import { parseTreePath } from '../../src/domain/tree.ts';
import type { Tree, TreeEntry, TreePath } from '../../src/domain/tree.ts';

/** The id, which must be valid. */
export const personaId = (text: string): PersonaId => {
  const id = parsePersonaId(text);
  if (!id.ok) throw new Error(id.problem);
  return id.value;
};

/** The path, which must be valid. */
export const treePath = (text: string): TreePath => {
  const path = parseTreePath(text);
  if (!path.ok) throw new Error(path.problem);
  return path.value;
};

export const digest = (fill: string): Digest => fill.repeat(64).slice(0, 64) as Digest;

/** A measurement that found nothing wrong. */
export const evidence = (given: Partial<Evidence>): Evidence => ({
  sensor: 'test',
  outcome: 'measured',
  note: '',
  checked: 10,
  held: 10,
  tree: digest('a'),
  ms: 1,
  findings: [],
  ...given,
});

const anyDigest = fc.stringMatching(/^[0-9a-f]{64}$/).map((text) => text as Digest);

export const anyPersonaId = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/).map(personaId);

const part = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'src', 'docs', 'index.js', '.env') },
  fc.string({ unit: fc.constantFrom('é', '語', '😀', ' ', '-', 'Z'), minLength: 1, maxLength: 4 }),
);

/** A few parts, so that two paths are often the same or inside each other. */
export const anyPath = fc
  .array(part, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'))
  .filter((text) => parseTreePath(text).ok)
  .map(treePath);

export const anyEntry: fc.Arbitrary<TreeEntry> = fc.record(
  {
    blob: fc.constantFrom(digest('a'), digest('b'), digest('c')),
    size: fc.nat(1e6),
    mode: fc.constantFrom('file', 'executable'),
    by: fc.constantFrom('import', 'backend_developer.implementation.1'),
  },
  { noNullPrototype: true },
);

/** Trees that can be written out: no path is a file and a folder at once. */
export const anyTree: fc.Arbitrary<Tree> = fc
  .array(fc.tuple(anyPath, anyEntry), { maxLength: 12 })
  .map((rows) => {
    const tree = new Map<TreePath, TreeEntry>();
    for (const [path, entry] of rows) if (!clashes(tree, path)) tree.set(path, entry);
    return tree;
  });

/** Whether a path would be inside a file of the tree, or a folder of it. */
export const clashes = (tree: Tree, path: string): boolean =>
  [...tree.keys()].some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));

export const anyFinding: fc.Arbitrary<Finding> = fc.record(
  {
    severity: fc.constantFrom('error', 'warning', 'info'),
    rule: fc.constantFrom('contract.required_files', 'tests.failed', 'merge.conflict'),
    path: anyPath,
    message: fc.constantFrom('One thing is wrong.', 'Another thing is wrong.'),
    owner: fc.constantFrom(...['ada', 'bob', 'cyd', 'dan'].map(personaId)),
  },
  { requiredKeys: ['severity', 'rule', 'message', 'owner'] },
);

const SENSORS: readonly SensorName[] = ['contract', 'install', 'build', 'test', 'smoke', 'merge'];

export const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    sensor: fc.constantFrom(...SENSORS),
    outcome: fc.constantFrom('measured', 'skipped'),
    checked: fc.nat(50),
    failed: fc.nat(50),
    findings: fc.array(anyFinding, { maxLength: 5 }),
  })
  .map(({ checked, failed, ...rest }) => ({
    ...rest,
    note: 'npm test, from package.json',
    checked,
    held: Math.max(0, checked - failed),
    tree: digest('d'),
    ms: 10,
  }));

const anyPersonaRef: fc.Arbitrary<PersonaRef> = fc.record({
  id: anyPersonaId,
  digest: anyDigest,
  name: fc.constant('Somebody'),
  priority: fc.integer({ min: 1, max: 10 }),
  relevance: fc.double({ min: 0, max: 1, noNaN: true }),
  assignments: fc.uniqueArray(
    fc.record({
      phase: fc.constantFrom(...PHASES),
      required: fc.boolean(),
      dependsOn: fc.array(anyPersonaId, { maxLength: 2 }),
    }),
    { selector: ({ phase }) => phase, maxLength: 3 },
  ),
});

/** Personas with different ids. */
export const anyPersonas = fc.uniqueArray(anyPersonaRef, {
  selector: ({ id }) => id,
  maxLength: 8,
});
