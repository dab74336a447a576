import type { SenseContext } from '../sensor.ts';
import type { TestRun } from '../test/findings.ts';
import { whatRan } from './collect.ts';
import { productCode } from './product-code.ts';
import type { ProductCode } from './product-code.ts';
import type { Ran } from './ran.ts';

/** What a run told of the code of a product, read once. */
export interface Told {
  readonly product: ProductCode;
  readonly ran: Ran;
}

const TOLD = new WeakMap<object, Promise<Told>>();

export const toldBy = (
  ctx: SenseContext,
  run: Pick<TestRun, 'dir' | 'convention'>,
): Promise<Told> => {
  const known = TOLD.get(run);
  if (known !== undefined) return known;
  const read = async (): Promise<Told> => {
    const product = await productCode(ctx, run.convention);
    return { product, ran: await whatRan(run.dir, product.code) };
  };
  const begun = read();
  TOLD.set(run, begun);
  return begun;
};
