import type { ObservedView } from '../../client/view.ts';

/** Shows an execution as it goes; one for terminals, one for plain output, one for machines. */
export interface Reporter {
  /** @param before the view before, absent for the first. */
  show(view: ObservedView, before: ObservedView | undefined): void;
  /** Nothing more comes. */
  done(): void;
}
