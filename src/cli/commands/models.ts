import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { modelLines, providerLines } from '../display/model-lines.ts';
import type { SeenModel } from '../display/model-lines.ts';
import { EXIT } from '../exit-codes.ts';
import { readConfig } from '../with-client.ts';

interface Flags {
  readonly json?: boolean;
  readonly check?: boolean;
}

const show = async (context: Context, { json, check = false }: Flags): Promise<void> => {
  const { config } = await readConfig();
  const { modelSettings, modelUses, providerViews } = await import('../../config/index.ts');
  const { lookAtModel } = await import('../../client/connect.ts');
  const settings = modelSettings(config);
  const providers = providerViews(config);
  const models = await Promise.all(
    modelUses(config).map(async (use) => ({
      ...use,
      ...(await lookAtModel(use.spec, settings, { check })),
    })),
  );
  const wrong = ({ problem, check: came }: SeenModel) =>
    problem !== undefined || came?.answers === false;
  if (check && models.some(wrong)) context.exitCode = EXIT.notReachable;
  if (json === true) {
    for (const provider of providers) context.json({ kind: 'provider', ...provider });
    for (const { spec, ...model } of models) context.json({ kind: 'model', model: spec, ...model });
    return;
  }
  for (const parts of providerLines(providers)) context.out(parts);
  context.out('');
  for (const parts of modelLines(models)) context.out(parts);
  context.out('');
  context.out(
    check
      ? 'Prices in USD per million tokens. What the check cost is in no execution.'
      : 'Prices in USD per million tokens. No model was asked; --check asks each for a few tokens.',
  );
};

export const addModels = (program: Command, context: Context): void => {
  program
    .command('models')
    .description('List providers and configured models, with price and context window')
    .option('--check', 'ask each model for a few tokens, and say what that cost')
    .option('--json', 'one JSON object a line')
    .action((flags: Flags) => show(context, flags));
};
