import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { modelLines, providerLines } from '../display/model-lines.ts';
import type { SeenModel } from '../display/model-lines.ts';
import { breakerLines, useOf } from '../display/standing-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { ProviderView } from '../../config/index.ts';
import type { ModelStanding } from '../../ports/model-states.ts';
import { findReach } from '../with-client.ts';

interface Flags {
  readonly json?: boolean;
  readonly check?: boolean;
}

const asJson = (
  context: Context,
  providers: readonly ProviderView[],
  models: readonly SeenModel[],
  standing: ModelStanding | undefined,
): void => {
  for (const provider of providers) {
    const inUse = useOf(provider, standing);
    const shown = inUse === undefined ? {} : { inUse };
    context.json({ kind: 'provider', ...provider, ...shown });
  }
  for (const { spec, ...model } of models) {
    const breakers = standing?.states
      .filter((state) => state.model === spec)
      .map(({ worker, state, since, reason }) => ({ worker, state, since, reason }));
    const shown = breakers === undefined ? {} : { breakers };
    context.json({ kind: 'model', model: spec, ...model, ...shown });
  }
};

const show = async (context: Context, { json, check = false }: Flags): Promise<void> => {
  const { loaded, stack } = await findReach();
  const { config } = loaded;
  const { modelSettings, modelUses, providerViews } = await import('../../config/index.ts');
  const { lookAtModel } = await import('../../client/connect.ts');
  const { lookAtStanding } = await import('../../client/connect-standing.ts');
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
  // After a check, so that it is the newest.
  const standing = await lookAtStanding(config.databaseUrl ?? stack?.databaseUrl);
  if (json === true) {
    asJson(context, providers, models, standing);
    return;
  }
  for (const parts of providerLines(providers, standing)) context.out(parts);
  context.out('');
  for (const parts of modelLines(models)) context.out(parts);
  for (const parts of breakerLines(standing, Date.now())) context.out(parts);
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
