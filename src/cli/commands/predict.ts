import type { Command } from 'commander';
import { Option } from 'commander';
import { parsePersonaId } from '../../domain/persona.ts';
import type { PersonaId } from '../../domain/persona.ts';
import { PHASES } from '../../domain/phases.ts';
import type { Phase } from '../../domain/phases.ts';
import { BadInput } from '../bad-input.ts';
import type { Context } from '../context.ts';
import { predictionJson, predictionLines } from '../display/prediction-lines.ts';
import { readRequirement } from '../requirement-source.ts';
import { readConfig } from '../with-client.ts';

interface Flags {
  readonly phase?: Phase;
  readonly persona?: readonly string[];
  readonly json?: true;
}

const idsOf = (names: readonly string[]): readonly PersonaId[] =>
  names.map((name) => {
    const id = parsePersonaId(name);
    if (!id.ok) throw new BadInput(`--persona: ${id.problem}`);
    return id.value;
  });

export const addPredict = (program: Command, context: Context): void => {
  program
    .command('predict')
    .description(
      'Predict the scores of phases by a rule, or by the quality service; starts nothing',
    )
    .argument('<requirement>', 'a text, @file, or - for standard input')
    .addOption(new Option('--phase <phase>', 'only this phase').choices(PHASES))
    .option('--persona <id...>', 'the team (default: whom an execution would have)')
    .option('--json', 'as one JSON object')
    .action(async (source: string, { phase, persona, json }: Flags) => {
      const team = persona === undefined ? {} : { team: idsOf(persona) };
      const requirement = await readRequirement(source);
      const { config } = await readConfig();
      const { predictQuality } = await import('../../client/connect-quality.ts');
      const predictions = await predictQuality(
        { requirement, phases: phase === undefined ? PHASES : [phase], ...team },
        { personaFolders: config.personaFolders, baseUrl: config.quality.baseUrl },
      );
      if (json === true) context.json(predictionJson(predictions));
      else for (const parts of predictionLines(predictions)) context.out(parts);
    });
};
