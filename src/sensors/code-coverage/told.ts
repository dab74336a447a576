import type { Convention } from '../conventions.ts';
import type { SenseContext } from '../sensor.ts';
import { whatRan } from './collect.ts';
import { productCode } from './product-code.ts';
import type { ProductCode } from './product-code.ts';
import type { Ran } from './ran.ts';

/** What a run told of the code of a product, read once. */
export interface Told {
  readonly product: ProductCode;
  readonly ran: Ran;
}

/** A run whose folder is still there. */
interface Run {
  readonly dir: string;
  readonly convention: Convention;
}

const TOLD = new WeakMap<Run, Promise<Told>>();

export const toldBy = (ctx: SenseContext, run: Run): Promise<Told> => {
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
