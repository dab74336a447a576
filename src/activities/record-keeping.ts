import type { Activities } from './contracts/activities.ts';
import type { Environment } from './environment.ts';
import { keepReport } from './report.ts';

/** Activities that only bring Postgres up to date. */
export const createRecordKeeping = ({
  records,
}: Pick<Environment, 'records'>): Pick<Activities, 'hold' | 'keep' | 'publish' | 'setBudget'> => ({
  async keep({ executionId, report }) {
    await keepReport(records, executionId, report);
  },
  async hold({ executionId, held, report }) {
    await records.hold(executionId, held);
    await keepReport(records, executionId, report);
    return { parked: await records.parked(executionId) };
  },
  async setBudget({ executionId, budget, report }) {
    await records.setBudget(executionId, budget);
    await keepReport(records, executionId, report);
    const { cost: spent } = await records.spent(executionId);
    return { spent, parked: await records.parked(executionId) };
  },
  async publish({ executionId, report }) {
    await keepReport(records, executionId, report);
  },
});
