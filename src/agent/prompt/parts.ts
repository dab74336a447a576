import type { Part } from '../../domain/single-team.ts';
import { contractLines } from './contract.ts';

const partText = ({ name, assignment: { phase, task, contract } }: Part): string => {
  const lines = contractLines(contract).map((line) => `- ${line}`);
  const contracted = lines.length === 0 ? '' : `\n\nIts contract:\n${lines.join('\n')}`;
  return `## ${phase}: what a team has the ${name.toLowerCase()} do\n${task.trim()}${contracted}`;
};

/** What each member of a team would be told, for one persona that does all of it. */
export const partsSection = (parts: readonly Part[] = []): string =>
  parts.length === 0
    ? ''
    : `# All of it is yours
A team would share this work. You do it alone: where a task speaks of another person or says that a path is somebody else's, that is you, and all paths are yours.

${parts.map(partText).join('\n\n')}`;
