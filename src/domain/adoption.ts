import { isContractError } from './finding.ts';
import type { Finding } from './finding.ts';
import { ownersOf } from './ownership.ts';
import type { Matches } from './ownership.ts';
import type { Persona, PersonaId } from './persona.ts';
import { phaseIndex } from './phases.ts';
import type { Phase } from './phases.ts';
import type { PhaseEvidence } from './project-judgement.ts';
import { assignedIn, NO_CONTRACT } from './promised.ts';
import type { Promised } from './promised.ts';
import { parseTreePath } from './tree.ts';
import type { TreePath } from './tree.ts';

/** Which phase files of a project belong to that no persona names, by what they are called. */
const KINDS: readonly (readonly [RegExp, Phase])[] = [
  [/(^|\/)(tests?|__tests__|specs?|e2e|features)\//i, 'testing'],
  [/\.(test|spec)\.[^/.]+$|(^|\/)(test_[^/]+|[^/]+_test|conftest)\.[^/.]+$/i, 'testing'],
  [/(^|\/)(Dockerfile|Containerfile|docker-compose|compose|Procfile|Jenkinsfile)/i, 'deployment'],
  [/(^|\/)(\.github|\.circleci|deploy|deployment|k8s|helm|terraform)\/|\.tf$/i, 'deployment'],
  [/(^|\/)requirements\/|\.feature$/i, 'requirements'],
  [/(^|\/)(design|architecture|adr)\/|(^|\/)(openapi|swagger)\.[^/]+$/i, 'design'],
];

const phaseOf = (path: TreePath): Phase =>
  KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'implementation';

/** Who mends a project that nobody of the team wrote. */
export interface Adoption {
  /** The team at a phase's gate: whose contracts apply by then, and everybody else without one. */
  readonly teamAt: (phase: Phase) => readonly Promised[];
  /** Who mends a file: who owns its path by name, else who is first in the phase of its kind. */
  readonly adopterOf: (path: TreePath) => PersonaId;
  /** The evidence with an owner for every finding who can write what mends it. */
  readonly assign: (phase: PhaseEvidence) => PhaseEvidence;
}

const byPriority = (a: Promised, b: Promised): number =>
  a.persona.priority - b.persona.priority || (a.persona.id < b.persona.id ? -1 : 1);

/** `**` names no path: whoever owns all that nobody else does. */
const byName = ({ owns }: Persona): readonly string[] =>
  owns.filter((glob) => !glob.startsWith('*'));

/** What a project is started, built and tested by is told by its manifest. */
const OF_MANIFEST = /^(smoke|build|install|types|lint)\.|^tests\.none$/;

/** @throws TypeError when no persona works in any phase */
export const adoptionOf = (
  personas: readonly Persona[],
  held: readonly Promised[],
  matches: Matches,
): Adoption => {
  const all = assignedIn(personas);
  const required = all.filter(({ assignment }) => assignment.required);
  const menders = (required.length > 0 ? required : all).toSorted(byPriority);
  const territories = personas.map((persona) => ({ persona: persona.id, owns: byName(persona) }));
  const firstOf = (phase: Phase): PersonaId => {
    const found = menders.find(({ assignment }) => assignment.phase === phase) ?? menders[0];
    if (found === undefined) throw new TypeError('There is no persona that could mend anything.');
    return found.persona.id;
  };
  const adopterOf = (path: TreePath): PersonaId =>
    ownersOf(path, territories, matches)[0] ?? firstOf(phaseOf(path));
  const manifest = parseTreePath('package.json');
  const ownerOf = ({ path, rule, owner }: Finding): PersonaId =>
    path === undefined && manifest.ok && OF_MANIFEST.test(rule) ? adopterOf(manifest.value) : owner;
  return {
    teamAt: (phase) => {
      const applies = (member: Promised): boolean =>
        phaseIndex(member.assignment.phase) <= phaseIndex(phase) &&
        held.some(
          ({ persona, assignment }) =>
            persona.id === member.persona.id && assignment.phase === member.assignment.phase,
        );
      return all
        .filter((member) => menders.includes(member) || applies(member))
        .map((member) =>
          applies(member)
            ? member
            : { ...member, assignment: { ...member.assignment, contract: NO_CONTRACT } },
        );
    },
    adopterOf,
    assign: ({ phase, evidence }) => ({
      phase,
      evidence: evidence.map((item) => ({
        ...item,
        findings: item.findings.map((finding) =>
          isContractError(finding) ? finding : { ...finding, owner: ownerOf(finding) },
        ),
      })),
    }),
  };
};
