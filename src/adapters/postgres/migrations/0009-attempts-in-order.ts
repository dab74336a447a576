/**
 * A frozen worker goes on being given attempts, since its polls stay open. Thawed, it begins them
 * when a later one has long taken over: without this it would fence that one off.
 */
export const attemptsInOrder = `
alter table persona_runs add column retry integer check (retry >= 1);
comment on column persona_runs.retry is 'Of the last attempt, by Temporal''s count, which begins anew with each scheduling.';

-- As ledger_open_run, but changes nothing and answers superseded when a later retry of the same
-- scheduling has opened the run.
create function ledger_open_attempt(
  p_execution uuid, p_run text, p_persona text, p_phase text, p_iteration integer,
  p_input text, p_worker text, p_scheduling text, p_retry integer
) returns table (fence integer, idle integer, ended boolean, granted integer, superseded boolean)
language plpgsql as $$
declare
  v_run persona_runs;
begin
  select * into v_run from persona_runs
  where execution_id = p_execution and run_id = p_run for no key update;
  if v_run.ended_at is null and v_run.scheduling = p_scheduling and v_run.retry > p_retry then
    return query select v_run.attempts, 0, false, v_run.granted_steps, true;
    return;
  end if;
  return query select o.fence, o.idle, o.ended, o.granted, false
  from ledger_open_run(
    p_execution, p_run, p_persona, p_phase, p_iteration, p_input, p_worker, p_scheduling
  ) o;
  update persona_runs set retry = p_retry
  where execution_id = p_execution and run_id = p_run and ended_at is null;
end $$;
`;
