import type { Chosen, Convention } from '../../conventions.ts';
import type { ProjectFiles } from '../../project.ts';

/** How a product's tests are run. */
export interface TestWay {
  readonly files: ProjectFiles;
  readonly convention: Convention;
  readonly step: Chosen;
}
