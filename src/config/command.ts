/** How this person calls us: every hint on what to type next is made here. */
import { inherited } from './inherited.ts';

/** Set by the launcher, which knows: `npm start --` in a checkout, `npx maestro` under npx. */
const VARIABLE = 'MAESTRO_LAUNCHER_COMMAND';

/** Our program as it is called here. */
export const programName = (): string => inherited(VARIABLE)[VARIABLE] ?? 'maestro';

/** A command of ours as it is to be typed here. @param words `up`, say, or `resume shop` */
export const commandLine = (words: string): string => `${programName()} ${words}`;

/** The same for a shell's `$(…)`: of its output, npm must add nothing. */
export const quietCommandLine = (words: string): string =>
  commandLine(words).replace(/^npm start /, 'npm start --silent ');
