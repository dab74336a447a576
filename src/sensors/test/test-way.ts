import { conventionOf } from '../conventions.ts';
import { notInstalled } from '../install.ts';
import { readProject } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import type { TestWay } from './canary/way.ts';

/** How a product's tests are run, or why they are not. */
export type FoundWay =
  | { readonly kind: 'way'; readonly way: TestWay }
  | { readonly kind: 'no command'; readonly why: string }
  | { readonly kind: 'not installed'; readonly why: string };

export const findTestWay = async (ctx: SenseContext): Promise<FoundWay> => {
  const files = await readProject(ctx);
  const convention = conventionOf(files);
  if (convention === undefined) return { kind: 'no command', why: 'a product of no known kind' };
  const step = convention.test(files);
  if (step === undefined) {
    return { kind: 'no command', why: `${convention.name} without a test command` };
  }
  return notInstalled(ctx)
    ? { kind: 'not installed', why: 'what it needs could not be installed' }
    : { kind: 'way', way: { files, convention, step } };
};
