/** How texts of licences are known, and the SPDX ids that have such a text. Those of GNU in this order. */
const TEXTS: readonly (readonly [readonly RegExp[], readonly string[]])[] = [
  [[/gnu affero general public license/], ['AGPL-']],
  [[/gnu lesser general public license/], ['LGPL-']],
  [[/gnu general public license/], ['GPL-']],
  [[/apache license/, /version 2\.0/], ['Apache-2.0']],
  [[/mozilla public license,? (version|v\.) ?2\.0/], ['MPL-2.0']],
  [[/eclipse public license/], ['EPL-']],
  [[/this is free and unencumbered software/], ['Unlicense']],
  [[/cc0 1\.0 universal/], ['CC0-1.0']],
  [[/permission is hereby granted, free of charge/], ['MIT', 'X11', 'BSL-1.0', 'NCSA']],
  [[/permission to use, copy, modify, and(\/or)? distribute/], ['ISC', '0BSD', 'HPND']],
  [[/redistribution and use in source and binary forms/], ['BSD-', 'Apache-1.']],
];

/** Notices of copyright stand first, and a text is known by its beginning. */
const HEAD = 6_000;

/** What the SPDX id of a text may begin with; empty when the text is of no known licence. */
export const idsOfText = (text: string): readonly string[] => {
  const plain = text.slice(0, HEAD).toLowerCase().replace(/\s+/g, ' ');
  const [first, ...others] = TEXTS.filter(([signs]) => signs.every((sign) => sign.test(plain)));
  // Those of GNU name each other; else a text that is of several licences is of each.
  const more = others.filter(([, ids]) => !ids.some((id) => id.endsWith('GPL-')));
  return [...(first === undefined ? [] : [first]), ...more].flatMap(([, ids]) => ids);
};
