/** What kind of value an attribute holds. */
export type AttributeType =
  | 'string'
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'email'
  | 'url'
  | 'enum'
  | 'money'
  /** The record's own `id`, kept because the text listed it; whoever makes ids itself skips it. */
  | 'identifier'
  /** Names another entity; a `belongsTo` relation to `entity` stands beside it. */
  | 'reference';

/** One property of an entity. */
export interface Attribute {
  /** snake_case, `[a-z][a-z0-9_]*`, in the words of the text. */
  readonly name: string;
  readonly type: AttributeType;
  readonly required?: boolean;
  /** The allowed values, in the order of the text; only with type `enum`. */
  readonly values?: readonly string[];
  /** The entity referred to; only with type `reference`. */
  readonly entity?: string;
}

/** How an entity is tied to another one of the same understanding. */
export interface Relation {
  readonly kind: 'belongsTo' | 'hasMany';
  /** The other entity's name. */
  readonly entity: string;
}

/** A kind of record that the requirement asks to keep. */
export interface Entity {
  /** Singular, lower case, words separated by one space: `purchase order`. */
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly relations: readonly Relation[];
}

/** Whether the requirement asks for a system that keeps records. */
export type RecordKeeping = 'yes' | 'no' | 'unsure';

/** What was read out of a requirement. */
export interface Understanding {
  readonly recordKeeping: RecordKeeping;
  /** At most 12, in the order of the text; none when `recordKeeping` is `no`. */
  readonly entities: readonly Entity[];
  /** Short sentences: why yes, no or unsure, and how each entity was found. */
  readonly reasons: readonly string[];
}
