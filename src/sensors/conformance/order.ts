import { referencesOf } from '../smoke/references.ts';
import type { Described, DescribedApi } from './described.ts';

/** What makes comes first and what removes last, so that there is something to ask for. */
const METHODS = ['POST', 'GET', 'HEAD', 'PUT', 'PATCH', 'OPTIONS', 'TRACE', 'DELETE'];

const parameters = ({ path }: Described): number => path.split('{').length - 1;

/** Collections, each after those that its things must refer to; circles are cut. */
const afterReferences = (api: DescribedApi): readonly string[] => {
  const ordered = new Set<string>();
  const entered = new Set<string>();
  const visit = (path: string): void => {
    const collection = api.collections.find((each) => each.path === path);
    if (collection === undefined || entered.has(path)) return;
    entered.add(path);
    for (const { to } of referencesOf(api, collection)) visit(to.path);
    ordered.add(path);
  };
  for (const { path } of api.collections) visit(path);
  return [...ordered];
};

/** The operations of a document in the order in which they are asked: always the same one. */
export const inOrder = (api: DescribedApi): readonly Described[] => {
  const collections = afterReferences(api);
  const placeOf = ({ path }: Described): number => {
    const found = collections.findIndex((each) => path === each || path.startsWith(`${each}/`));
    return found < 0 ? collections.length : found;
  };
  const compare = (a: Described, b: Described): number => {
    const backwards = a.method === 'DELETE' ? -1 : 1;
    return (
      METHODS.indexOf(a.method) - METHODS.indexOf(b.method) ||
      backwards * (parameters(a) - parameters(b)) ||
      backwards * (placeOf(a) - placeOf(b))
    );
  };
  return [...api.operations].sort(compare);
};
