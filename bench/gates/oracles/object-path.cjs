// Uses object-path from outside: every function on some objects and paths.
const paths = require('/project');

const OBJECTS = [
  { a: 'b', b: { c: [], d: ['a', 'b'], e: [{}, { f: 'g' }], f: 'i' } },
  [1, [2, { x: null }], ''],
  { 1: { '': 0 }, nothing: undefined, no: false },
];
const PATHS = [
  'a',
  'b.c',
  'b.d.1',
  'b.e.1.f',
  'b.g.h',
  '1.1.x',
  1,
  [1, 1],
  ['b', 'f'],
  '',
  [],
  'no',
  '__proto__.x',
];
const WAYS = {
  get: (of, at) => of.get(at, 'none'),
  has: (of, at) => of.has(at),
  set: (of, at) => of.set(at, 'new'),
  keep: (of, at) => of.set(at, 'new', true),
  insert: (of, at) => of.insert(at, 'in', 1),
  push: (of, at) => of.push(at, 'one', 'two'),
  ensureExists: (of, at) => of.ensureExists(at, 'there'),
  coalesce: (of, at) => of.coalesce([at, 'b.f'], 'none'),
  empty: (of, at) => of.empty(at),
  del: (of, at) => of.del(at),
};
for (const [way, act] of Object.entries(WAYS)) {
  for (const text of OBJECTS.map((object) => JSON.stringify(object))) {
    for (const at of PATHS) {
      const object = JSON.parse(text);
      let result;
      try {
        result = act(paths(object), at);
      } catch (error) {
        result = error.constructor.name;
      }
      console.log(way, JSON.stringify(at), JSON.stringify(result), JSON.stringify(object));
    }
  }
}
const own = paths.create({ includeInheritedProps: true });
console.log(own.get(Object.create({ up: 1 }), 'up'), paths.get(Object.create({ up: 1 }), 'up'));
