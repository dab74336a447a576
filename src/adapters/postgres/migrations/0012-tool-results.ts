/** Results of commands are kept as soon as they are there, since a command may be long or cost much. */
export const toolResults = `
alter table ledger_bytes drop constraint ledger_bytes_part_check;
alter table ledger_bytes add constraint ledger_bytes_part_check
  check (part in ('messages', 'content') or part ~ '^result [1-9][0-9]{0,3}$');

-- Keeps what came of a tool call of a completed answer: 'ok' (the first one stays), 'missing' when
-- there is no such answer, or what ledger_lock found.
create function ledger_keep_result(
  p_execution uuid, p_run text, p_fence integer, p_step integer, p_attempt integer,
  p_number integer, p_bytes bytea
) returns text language plpgsql as $$
declare
  v_state text := ledger_lock(p_execution, p_run, p_fence);
begin
  if v_state <> 'ok' then return v_state; end if;
  insert into ledger_bytes (execution_id, run_id, step, attempt, part, bytes)
  select p_execution, p_run, p_step, p_attempt, 'result ' || p_number, p_bytes
  where exists (
    select from ledger_outcomes o
    where o.execution_id = p_execution and o.run_id = p_run and o.step = p_step
      and o.attempt = p_attempt and o.outcome = 'complete'
  )
  on conflict do nothing;
  return case when exists (
    select from ledger_bytes
    where execution_id = p_execution and run_id = p_run and step = p_step
      and attempt = p_attempt and part = 'result ' || p_number
  ) then 'ok' else 'missing' end;
end $$;
`;
