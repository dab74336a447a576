/** Names without case, `-` and `_`, so that `lineItem` meets `line-items`. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A plain name, and how its plural may be written. */
export const plurals = (name: string): readonly string[] => [
  name,
  `${name}s`,
  `${name}es`,
  name.replace(/y$/, 'ies'),
  name.replace(/fe?$/, 'ves'),
];

/** A plain name, with what it may be the plural of and what its plural may be. */
export const variants = (name: string): readonly string[] => [
  ...plurals(name),
  name.replace(/s$/, ''),
  name.replace(/es$/, ''),
  name.replace(/ies$/, 'y'),
  name.replace(/ves$/, 'f'),
];

/** Whether two plain names are the same but for one being a plural. */
export const isSameName = (a: string, b: string): boolean =>
  plurals(a).includes(b) || plurals(b).includes(a);
