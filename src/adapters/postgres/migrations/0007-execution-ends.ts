/** What an execution leaves behind when it ends. */
export const executionEnds = `
-- Fences off whoever still works for an execution that ends: its runs are not opened again, so what
-- they left pending would be reserved for ever. Locks the runs before their execution, as
-- ledger_begin does.
create function ledger_end_execution(p_execution uuid) returns void language plpgsql as $$
declare
  v_run text;
begin
  for v_run in
    select r.run_id from persona_runs r
    where r.execution_id = p_execution and r.ended_at is null
    order by r.run_id for no key update
  loop
    perform ledger_lose_pending(
      p_execution, v_run, 'The execution ended before an answer was kept.'
    );
    update persona_runs set attempts = attempts + 1
    where execution_id = p_execution and run_id = v_run;
  end loop;
end $$;
`;
