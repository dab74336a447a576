import { z } from 'zod';
import { nearest } from '../domain/nearest.ts';

/** An error parameter for zod: says that a field is missing, or what it must be instead. */
export const mustBe = (
  wanted: string,
): { readonly error: (issue: { readonly input: unknown }) => string } => ({
  error: ({ input }) =>
    input === undefined ? `is missing; it must be ${wanted}` : `must be ${wanted}`,
});

/** An object that refuses unknown keys, naming the known one that is most like the first of them. */
export const strict = <Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return mustBe('an object').error(issue);
      const key = issue.keys[0] ?? '';
      return `has no field "${key}"; did you mean "${nearest(key, Object.keys(shape)) ?? ''}"?`;
    },
  });

/** Text of 1 to `max` characters, blanks around it removed. */
export const text = (max: number): z.ZodString => {
  const wanted = `a text of 1 to ${max.toLocaleString('en-US')} characters`;
  return z.string(mustBe(wanted)).trim().min(1, mustBe(wanted)).max(max, mustBe(wanted));
};

/** Text, or a list of lines, which reads better in JSON. */
export const lines = (max: number): z.ZodType<string> =>
  z
    .union([z.string(), z.array(z.string())], mustBe('a text or a list of lines'))
    .transform((value) => (typeof value === 'string' ? value : value.join('\n')))
    .pipe(text(max));

export const wholeNumber = (min: number, max: number): z.ZodInt => {
  const wanted = `a whole number from ${String(min)} to ${String(max)}`;
  return z.int(mustBe(wanted)).min(min, mustBe(wanted)).max(max, mustBe(wanted));
};

export const listOf = <Item extends z.ZodType>(
  item: Item,
  min: number,
  max: number,
): z.ZodArray<Item> => {
  const wanted = `a list of ${String(min)} to ${String(max)} entries`;
  return z.array(item, mustBe(wanted)).min(min, mustBe(wanted)).max(max, mustBe(wanted));
};

const dotted = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((at, key) => {
    if (typeof key === 'number') return `${at}[${String(key)}]`;
    return at === '' ? String(key) : `${at}.${String(key)}`;
  }, '');

/** The first problem as one line: `file: assignments[0].phase must be one of …`. */
export const firstProblem = (file: string, error: z.ZodError): string => {
  const [issue] = error.issues;
  const field = dotted(issue?.path ?? []);
  return `${file}: ${field === '' ? 'the file' : field} ${issue?.message ?? 'is not valid'}.`;
};
