import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { table } from '../display/table.ts';
import { readConfig } from '../with-client.ts';

export const addPersonas = (program: Command, context: Context): void => {
  program
    .command('personas')
    .description('List the personas and the phases that they work in')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { config } = await readConfig();
      const { loadPersonas } = await import('../../client/connect.ts');
      const personas = await loadPersonas(config.personaFolders);
      if (json === true) {
        for (const persona of personas) context.json(persona);
        return;
      }
      const rows = personas.map(({ id, name, priority, assignments }) => [
        id,
        name,
        String(priority),
        assignments
          .map(({ phase, required }) => (required ? phase : `${phase} (optional)`))
          .join(', '),
      ]);
      for (const parts of table([['id', 'name', 'priority', 'phases'], ...rows])) {
        context.out(parts);
      }
    });
};
