/** Runs between two attempts, and attempts of a run that a person has resumed. */
export const parkedRuns = `
alter table persona_runs add column parked_until timestamptz;
comment on column persona_runs.parked_until is 'The attempt held_attempt has given its place back until then.';

-- As in 0011; besides, attempts of an earlier scheduling are not counted: whoever had the run
-- scheduled again knew of them.
create or replace function ledger_open_attempt(
  p_execution uuid, p_run text, p_persona text, p_phase text, p_iteration integer,
  p_input text, p_worker text, p_scheduling text, p_retry integer
) returns table (fence integer, idle integer, ended boolean, granted integer, superseded boolean)
language plpgsql as $$
declare
  v_run persona_runs;
  v_open record;
  v_idle integer;
  v_stored integer;
  v_deaths integer := 0;
begin
  select * into v_run from persona_runs
  where execution_id = p_execution and run_id = p_run for no key update;
  if v_run.ended_at is null and v_run.scheduling = p_scheduling and v_run.retry > p_retry then
    return query select v_run.attempts, 0, false, v_run.granted_steps, true;
    return;
  end if;
  select * into v_open from ledger_open_run(
    p_execution, p_run, p_persona, p_phase, p_iteration, p_input, p_worker, p_scheduling
  );
  v_idle := v_open.idle;
  v_stored := v_open.idle;
  if p_scheduling <> v_run.scheduling then
    v_idle := 0;
    v_stored := 0;
  elsif v_open.idle > 0 and p_worker <> v_run.worker and exists (
    select from persona_runs o
    where v_run.worker in (o.worker, o.prior_worker)
      and (o.execution_id, o.run_id) <> (p_execution, p_run)
      and (o.ended_at is null or o.ended_at > v_run.opened_at)
  ) then
    v_deaths := v_run.shared_deaths + 1;
    if v_deaths % 5 <> 0 then
      v_idle := 0;
      v_stored := v_run.idle_attempts;
    end if;
  elsif v_open.idle > 0 then
    -- Whoever was there first has just been let in: then there was no row to read yet.
    v_deaths := coalesce(v_run.shared_deaths, 0);
  end if;
  update persona_runs set
    retry = p_retry, idle_attempts = v_stored, shared_deaths = v_deaths, prior_worker = v_run.worker
  where execution_id = p_execution and run_id = p_run and ended_at is null;
  return query select v_open.fence, v_idle, v_open.ended, v_open.granted, false;
end $$;
`;
