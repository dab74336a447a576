import type { ProjectEntity } from '../project.ts';
import type { Literal } from '../text/js-literal.ts';
import { literal } from '../text/js-literal.ts';

/** The entities as data, the way the product's code reads them. */
function modelData(entities: readonly ProjectEntity[]): readonly Literal[] {
  return entities.map(({ name, plural, path, display, fields, unique }) => ({
    name,
    plural,
    path,
    display,
    ...(unique && { unique }),
    fields: fields.map((field) => ({
      name: field.name,
      label: field.label,
      type: field.type,
      ...(field.required && { required: true }),
      ...(field.values && { values: field.values }),
      ...(field.to !== undefined && { to: field.to }),
    })),
  }));
}

/** The one file of a program that knows the domain. */
export function modelSource(entities: readonly ProjectEntity[], comment: string): string {
  return `${comment}\nexport const entities = ${literal(modelData(entities), 0, 24)};\n`;
}
