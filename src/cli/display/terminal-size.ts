/** Columns and rows of a terminal that does not tell: some tell nothing, and some 0. */
const COLUMNS = 80;
const ROWS = 24;

const told = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value > 0 ? value : otherwise;

/** The same terminal, with a size in any case: nothing fits on one of 0 by 0. */
export const withSize = (stream: NodeJS.WriteStream): NodeJS.WriteStream =>
  new Proxy(stream, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === 'columns') return told(value, COLUMNS);
      if (name === 'rows') return told(value, ROWS);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
