import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { line, span } from '../display/line.ts';
import { readRequirement } from '../requirement-source.ts';

export const addBlueprint = (program: Command, context: Context): void => {
  program
    .command('blueprint')
    .description('Show what the blueprint generator understands of a requirement; starts nothing')
    .argument('<requirement>', 'a text, @file, or - for standard input')
    .option('--json', 'as one JSON object')
    .action(async (source: string, { json }: { readonly json?: boolean }) => {
      const requirement = await readRequirement(source);
      const { openBlueprint } = await import('../../client/connect.ts');
      const { recordKeeping, entities, reasons } = (await openBlueprint()).understand(requirement);
      if (json === true) {
        context.json({ recordKeeping, entities, reasons });
        return;
      }
      context.out(line('Is it about keeping records? ', span(recordKeeping, 'bold')));
      for (const { name, attributes, relations } of entities) {
        context.out(line(span(name, 'bold')));
        for (const { name: field, type } of attributes) context.out(`  ${field}: ${type}`);
        for (const { kind, entity } of relations) {
          context.out(`  ${kind === 'hasMany' ? 'has many' : 'belongs to'} ${entity}`);
        }
      }
      if (reasons.length > 0) context.out('Why:');
      for (const reason of reasons) context.out(line('  ', span(reason, 'dim')));
    });
};
