/** How a person calls Maestro, told to it so that its hints can be typed as they are. */

/** The same name as in src/config/command.ts. */
export const COMMAND = 'MAESTRO_LAUNCHER_COMMAND';

/** In a checkout. */
export const IN_CHECKOUT = 'npm start --';

/**
 * Of the installed package: what npm runs for a person (npx, or a script of theirs) is found by
 * npm alone, and not by their shell.
 */
export const ofPackage = (env = process.env) => (env.npm_command ? 'npx maestro' : 'maestro');
