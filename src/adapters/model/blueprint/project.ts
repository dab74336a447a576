import type { AttributeType } from './understanding/index.ts';

/** What kind of value a field of the product holds. Each record has an `id` that the service makes. */
export type FieldType = Exclude<AttributeType, 'identifier'>;

/** One field of a record. */
export interface Field {
  /** snake_case, `[a-z][a-z0-9_]*`; never one that the service sets itself. */
  readonly name: string;
  /** For people: `due date`. */
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** With type `enum`: at least one. */
  readonly values?: readonly string[];
  /** With type `reference`: the name of the entity referred to. */
  readonly to?: string;
}

/** A kind of record the product keeps. */
export interface ProjectEntity {
  /** Singular, lower case, words separated by a space; unique. */
  readonly name: string;
  readonly plural: string;
  /** The segment in URLs and file names, `[a-z0-9-]+`; unique. */
  readonly path: string;
  readonly fields: readonly Field[];
  /** Fields that no two records may share the values of. */
  readonly unique?: readonly string[];
  /** The field that names a record for people; `id` when nothing else does. */
  readonly display: string;
}

/** Something the product must do, with the test that shows it. */
export interface Scenario {
  /** `SC-001` and so on, in order. */
  readonly id: string;
  readonly title: string;
  /** The entity it is about; none for the service as a whole. */
  readonly entity?: string;
  readonly steps: readonly Step[];
  /** The operations it exercises, such as `POST /tasks`. */
  readonly serves: readonly string[];
}

/** One line of a scenario, and the JavaScript that does it in the acceptance test. */
export interface Step {
  readonly keyword: 'Given' | 'When' | 'Then' | 'And';
  readonly text: string;
  /** Rows of cells, the first one a heading. */
  readonly table?: readonly (readonly string[])[];
  readonly code: readonly string[];
}

/** What a person wants, and the scenarios that show it is there. */
export interface Story {
  /** `US-01` and so on, in order. */
  readonly id: string;
  readonly title: string;
  readonly want: string;
  readonly benefit: string;
  readonly scenarios: readonly Scenario[];
}

/** Everything that the files are written from. */
export interface Project {
  readonly title: string;
  readonly packageName: string;
  readonly requirement: string;
  /** At least one; an entity comes after those it must refer to. */
  readonly entities: readonly ProjectEntity[];
  readonly stories: readonly Story[];
  readonly scenarios: readonly Scenario[];
  /** What was decided because the requirement does not say; sentences. */
  readonly assumptions: readonly string[];
}

/** A file of the product; `path` is relative to its root. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}
