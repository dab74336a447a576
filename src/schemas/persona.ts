import { z } from 'zod';
import { parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { parsePersonaId } from '../domain/persona.ts';
import type { Assignment, Persona, PersonaId } from '../domain/persona.ts';
import { PHASES } from '../domain/phases.ts';
import { contractSchema, glob } from './contract.ts';
import { firstProblem, lines, listOf, mustBe, strict, text, wholeNumber } from './fields.ts';

const personaId = z.string(mustBe('a persona id')).transform((value, context): PersonaId => {
  const id = parsePersonaId(value);
  if (id.ok) return id.value;
  context.addIssue({ code: 'custom', message: `is not a persona id. ${id.problem}`.slice(0, -1) });
  return z.NEVER;
});

const keywords = listOf(text(80), 0, 200).default([]);
const priority = wholeNumber(1, 10).optional();

const assignment = strict({
  phase: z.enum(PHASES, mustBe(`one of ${PHASES.join(', ')}`)),
  required: z.boolean(mustBe('true or false')),
  depends_on: listOf(personaId, 0, 50).default([]),
  reads: listOf(glob, 0, 50).default([]),
  task: lines(10_000),
  contract: contractSchema,
});

const personaFile = strict({
  persona_id: personaId,
  display_name: text(100),
  role: text(200),
  core_capabilities: keywords,
  specializations: keywords,
  search_keywords: keywords,
  execution_priority: priority,
  dependency_priority: priority,
  prompt: lines(20_000),
  owns: listOf(glob, 1, 50),
  assignments: listOf(assignment, 1, PHASES.length),
});

type PersonaFile = z.output<typeof personaFile>;

/** 1 to 10; the middle, where a file says nothing. */
const PRIORITY_DEFAULT = 5;

/** Words of a role that are in nearly every requirement, or say nothing about one. */
const IDLE = ['and', 'for', 'the', 'with', 'from', 'who', 'that', 'into', 'all'];

const wordsOf = (role: string): readonly string[] =>
  (role.match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !IDLE.includes(word.toLowerCase()));

const keywordsOf = (file: PersonaFile): readonly string[] => [
  ...new Set(
    [
      ...file.search_keywords,
      ...file.specializations,
      ...file.core_capabilities,
      ...wordsOf(file.role),
    ].map((keyword) => keyword.toLowerCase()),
  ),
];

const assignmentOf = (item: PersonaFile['assignments'][number]): Assignment => ({
  phase: item.phase,
  required: item.required,
  dependsOn: [...new Set(item.depends_on)],
  reads: item.reads,
  task: item.task,
  contract: item.contract,
});

/**
 * What a persona file holds, as a persona.
 * @param file its name, for the problem: `personas/foo.json: owns must be a list of 1 to 50 entries.`
 * @param value the parsed JSON
 */
export const parsePersona = (file: string, value: unknown): Parsed<Persona> => {
  const result = personaFile.safeParse(value);
  if (!result.success) return refused(firstProblem(file, result.error));
  const { data } = result;
  const phases = data.assignments.map(({ phase }) => phase);
  const twice = phases.findIndex((phase, index) => phases.indexOf(phase) !== index);
  if (twice !== -1) {
    return refused(`${file}: assignments[${String(twice)}].phase is assigned already.`);
  }
  return parsed({
    id: data.persona_id,
    name: data.display_name,
    role: data.role,
    prompt: data.prompt,
    keywords: keywordsOf(data),
    priority: data.dependency_priority ?? data.execution_priority ?? PRIORITY_DEFAULT,
    owns: data.owns,
    assignments: data.assignments.map(assignmentOf),
  });
};
