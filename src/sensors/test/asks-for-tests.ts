import type { PersonaId } from '../../domain/persona.ts';
import { keeperOf } from '../owners.ts';
import type { SenseContext } from '../sensor.ts';

/** Who is to mend tests that are missing or can't be believed. */
export const asksForTests = (ctx: SenseContext): PersonaId =>
  keeperOf(
    ctx.team,
    ctx.phase,
    ({ assignment }) => assignment.contract.quality_thresholds.min_tests !== undefined,
  );
