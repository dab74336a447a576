/** A run that shared its worker with others need not be the one that brought it down. */
export const sharedDeaths = `
alter table persona_runs add column prior_worker text;
alter table persona_runs add column shared_deaths integer not null default 0
  check (shared_deaths >= 0);
comment on column persona_runs.prior_worker is 'Of the last attempt but one.';
comment on column persona_runs.shared_deaths is 'Idle attempts in a row that went on another worker, whose first had other runs as well.';
create index on persona_runs (worker);
create index on persona_runs (prior_worker);

-- As in 0009; besides, of attempts that were idle and shared a worker that no longer has them, one
-- in five is counted as idle: who is alone with a worker that dies, or fails on a living one, is
-- counted each time, so that a run that kills its workers still ends blocked.
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
  if v_open.idle > 0 and p_worker <> v_run.worker and exists (
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
