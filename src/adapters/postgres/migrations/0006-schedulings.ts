/** What earlier schedulings of a run came to has been told; a retry of this one has yet to tell. */
export const schedulings = `
alter table persona_runs add column scheduling text;
alter table persona_runs add column granted_steps integer not null default 0
  check (granted_steps >= 0);
comment on column persona_runs.scheduling is 'Of the last attempt, as Temporal names it: its retries have the same.';
comment on column persona_runs.granted_steps is 'Steps that were complete when this scheduling began.';

drop function ledger_open_run(uuid, text, text, text, integer, text, text);
create function ledger_open_run(
  p_execution uuid, p_run text, p_persona text, p_phase text, p_iteration integer,
  p_input text, p_worker text, p_scheduling text
) returns table (fence integer, idle integer, ended boolean, granted integer)
language plpgsql as $$
declare
  v_run persona_runs;
  v_idle integer;
  v_granted integer;
  v_replaced text;
begin
  insert into persona_runs
    (execution_id, run_id, persona, phase, iteration, input_digest, worker)
  values (p_execution, p_run, p_persona, p_phase, p_iteration, p_input, p_worker)
  on conflict do nothing;
  select * into v_run from persona_runs
  where execution_id = p_execution and run_id = p_run for no key update;
  if v_run.ended_at is not null then
    return query select v_run.attempts, 0, true, v_run.granted_steps;
    return;
  end if;
  v_idle := case
    when v_run.attempts = 0 or v_run.held_attempt = v_run.attempts or exists (
      select from ledger_calls c
      where c.execution_id = p_execution and c.run_id = p_run and c.fence = v_run.attempts
    ) then 0 else v_run.idle_attempts + 1
  end;
  v_granted := case
    when p_scheduling = v_run.scheduling then v_run.granted_steps
    else (
      select count(*) from ledger_outcomes o
      where o.execution_id = p_execution and o.run_id = p_run and o.outcome = 'complete'
    )
  end;
  perform ledger_lose_pending(
    p_execution, p_run, 'The attempt that sent it ended before an answer was kept.'
  );
  -- A run that was replaced is not opened again: what it left pending would be reserved for ever.
  for v_replaced in
    select r.run_id from persona_runs r
    where r.execution_id = p_execution and r.persona = p_persona and r.phase = p_phase
      and r.ended_at is null and r.started_at < v_run.started_at
    order by r.run_id for no key update
  loop
    perform ledger_lose_pending(
      p_execution, v_replaced, 'Its run was replaced before an answer was kept.'
    );
  end loop;
  update persona_runs set
    attempts = v_run.attempts + 1, idle_attempts = v_idle, input_digest = p_input,
    worker = p_worker, opened_at = now(), scheduling = p_scheduling, granted_steps = v_granted
  where execution_id = p_execution and run_id = p_run;
  insert into ledger_reuses (execution_id, run_id, fence, reused_run_id, saved)
  select p_execution, p_run, v_run.attempts + 1, p_run, sum(o.cost)
  from ledger_outcomes o
  where o.execution_id = p_execution and o.run_id = p_run and o.outcome = 'complete'
  having sum(o.cost) > 0;
  return query select v_run.attempts + 1, v_idle, false, v_granted;
end $$;
`;
