import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { Assignment } from '../../domain/persona.ts';
import type { Edition } from '../edition.ts';
import type { Reach } from '../reach.ts';
import type { RunTask } from '../run-task.ts';
import type { WorkingTree } from '../working-tree.ts';
import { adoptionSection } from './adoption.ts';
import { contractSection } from './contract.ts';
import { filesSection } from './files.ts';
import { findingsSection, FOUND_WORK, OWN_WORK } from './findings.ts';
import { partsSection } from './parts.ts';
import { systemPrompt } from './system.ts';

/** What a persona run is told at its start. */
export type Briefing = Pick<
  RunTask,
  'adopts' | 'assignment' | 'findings' | 'parts' | 'persona' | 'requirement'
>;

const requirementSection = (requirement: string): string =>
  `# Requirement: what the project is for\nIn the words of whoever wants it:\n\n<requirement>\n${requirement}\n</requirement>`;

const taskSection = ({ phase, task }: Assignment): string =>
  `# Task (phase: ${phase})\n${task.trim()}`;

/**
 * The first two messages. What stays the same from run to run comes first, so that providers can
 * cache it; files and findings, which change, come last.
 */
export const openingMessages = async (
  { persona, assignment, requirement, parts, findings, adopts }: Briefing,
  files: WorkingTree,
  reach: Reach,
  edition: Edition,
): Promise<readonly LanguageModelV4Message[]> => {
  const named = new Set(findings.flatMap(({ path }) => (path === undefined ? [] : [path])));
  const sections = [
    contractSection(assignment.contract),
    requirementSection(requirement),
    taskSection(assignment),
    partsSection(parts),
    adopts === undefined ? '' : adoptionSection(files.tree(), adopts),
    await filesSection(files, reach, named),
    findingsSection(findings, adopts === undefined ? OWN_WORK : FOUND_WORK),
  ];
  const text = sections.filter((section) => section !== '').join('\n\n');
  return [
    { role: 'system', content: systemPrompt(persona, edition) },
    { role: 'user', content: [{ type: 'text', text }] },
  ];
};
