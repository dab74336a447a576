/** How bad a breach of a rule is. Errors make the gate fail; warnings are shown. */
export type Severity = 'error' | 'warning' | 'info';

interface RuleOverFiles {
  /** A glob. */
  readonly path: string;
  /** For people and the persona: what is wanted, and why. */
  readonly message: string;
  readonly severity: Severity;
}

/** A rule over the files of a tree, for what required files and sections can't say. */
export type ValidationRule = RuleOverFiles &
  (
    | { readonly kind: 'contains'; readonly pattern: string }
    | { readonly kind: 'excludes'; readonly pattern: string }
    | { readonly kind: 'json'; readonly pointer?: string }
    | { readonly kind: 'max_size'; readonly bytes: number }
  );

/** Figures that a persona's deliverables must reach. */
export interface QualityThresholds {
  /** Files that match the persona's required globs, all together. */
  readonly min_files?: number;
  /** Words in every required document. */
  readonly min_words?: number;
  /** Tests that were counted as passing when the product's own suite ran. */
  readonly min_tests?: number;
  /** Lines of the product's own code that its tests reach, in percent. */
  readonly min_line_coverage?: number;
  /** Ways that control can take there and does in tests, in percent. */
  readonly min_branch_coverage?: number;
}

/** What a persona must deliver in a phase. */
export interface Contract {
  /** Globs, each of which must match at least one non-empty file. */
  readonly required_files: readonly string[];
  readonly required_directories: readonly string[];
  /** By glob: headings (compared without case) that at least one matching document must have. */
  readonly required_documentation_sections: Readonly<Record<string, readonly string[]>>;
  readonly quality_thresholds: QualityThresholds;
  readonly validation_rules: readonly ValidationRule[];
}
