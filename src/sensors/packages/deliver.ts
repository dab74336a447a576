import type { Digest } from '../../domain/digest.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Packages } from '../../ports/packages.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { endOf, requireSandbox, stableText } from '../command.ts';
import type { SenseContext } from '../sensor.ts';
import { failedFinding, place } from './failed.ts';
import type { Order } from './order.ts';

/** An order that was carried out. */
export interface Delivered {
  readonly shows: readonly { readonly from: string; readonly to: string }[];
  /** What stands in the folder; nothing where it could not be filled. */
  readonly names: readonly string[];
  readonly findings: readonly Finding[];
  readonly result?: SandboxResult;
  readonly log?: Digest;
  /** Why there is nothing, where that is not the product's fault. */
  readonly refused?: string;
}

/** Without a way to a registry, what has to come from there can't be had. */
const noRegistry = (ctx: SenseContext, command: string, reason: string): Finding => ({
  severity: 'error',
  rule: 'install.network',
  ...place(ctx),
  expected: 'no package that has to be downloaded',
  actual: reason,
  message: `"${command}" needs packages from a registry, and ${reason}: do without them, or have the registry allowed.`,
});

/** Has an order carried out for a product, and says what became of it. */
export const deliver = async (
  ctx: SenseContext,
  packages: Packages,
  { command, order, at }: Order,
): Promise<Delivered> => {
  const { limits, signal } = ctx;
  const sandbox = requireSandbox(ctx);
  const delivery = await packages.order(order, { sandbox, limits, signal });
  if (delivery.kind === 'refused') {
    const { reason } = delivery;
    return { shows: [], names: [], findings: [noRegistry(ctx, command, reason)], refused: reason };
  }
  const { result } = delivery;
  const log = await ctx.saveLog(`$ ${command}\n${result.output}`);
  if (delivery.kind === 'failed') {
    const text = stableText(result.output, '/project');
    const findings = [failedFinding(ctx, command, endOf(result), text)];
    return { shows: [], names: [], findings, result, log };
  }
  const { dir, names } = delivery;
  return { shows: [{ from: dir, to: at }], names, findings: [], result, log };
};

/** The parts of evidence that carrying an order out gives. */
export const deliveredAs = (
  command: string,
  { result, log }: Delivered,
): { readonly command?: string; readonly exitCode?: number; readonly log?: Digest } => ({
  command,
  ...(log === undefined ? {} : { log }),
  ...(result === undefined || result.exitCode === null ? {} : { exitCode: result.exitCode }),
});
