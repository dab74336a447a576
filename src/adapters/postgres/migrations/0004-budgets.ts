/**
 * Budgets: what an execution may spend, what is reserved by calls under way, and what was saved.
 */
export const budgets = `
alter table sdlc_executions add column budget nano_usd;
alter table sdlc_executions add column caps jsonb;
comment on column sdlc_executions.budget is 'The most that it may spend; null: as much as it takes.';
comment on column sdlc_executions.caps is 'The most that parts of it may spend, in nano-USD: {"phases":{"design":1},"personas":{"qa_engineer":1}}.';

alter table ledger_outcomes add column cache_write_tokens_5m bigint
  check (cache_write_tokens_5m >= 0);
alter table ledger_outcomes add column cache_write_tokens_1h bigint
  check (cache_write_tokens_1h >= 0);
alter table ledger_outcomes add column uncached_cost nano_usd;
comment on column ledger_outcomes.uncached_cost is 'What it would have cost without the provider''s cache.';

-- The functions below are the only writers, and hold the lock of the run: what these constraints
-- look up for each row is known already.
alter table ledger_calls drop constraint ledger_calls_execution_id_run_id_fkey;
alter table ledger_outcomes drop constraint ledger_outcomes_execution_id_run_id_step_attempt_fkey;

create table ledger_reuses (
  execution_id uuid not null references sdlc_executions,
  run_id text not null,
  fence integer not null check (fence >= 0),
  reused_run_id text not null,
  saved nano_usd not null,
  at timestamptz not null default now(),
  primary key (execution_id, run_id, fence)
);
comment on table ledger_reuses is 'Calls that were not paid again: a later attempt of a run took them from the ledger, or (fence 0) a whole run had the input of an earlier one.';
create trigger insert_only before update or delete or truncate on ledger_reuses
  execute function refuse_change();

drop view ledger;
create view ledger as
select
  execution_id, run_id, r.persona, r.phase, r.iteration, step, attempt, c.fence, c.model,
  c.request_digest, c.bound, coalesce(o.outcome, 'pending') as outcome,
  coalesce(o.cost, 0)::bigint as cost, coalesce(o.possibly_billed, false) as possibly_billed,
  o.finish_reason, o.input_tokens, o.output_tokens, o.cached_input_tokens,
  o.cache_write_tokens_5m, o.cache_write_tokens_1h, o.reasoning_tokens, o.uncached_cost,
  o.raw_usage, o.model_answered, o.provider_request_id, o.latency_ms, o.message,
  c.begun_at, o.settled_at
from ledger_calls c
join persona_runs r using (execution_id, run_id)
left join ledger_outcomes o using (execution_id, run_id, step, attempt);
comment on view ledger is 'One row for each try. A pending one has cost nothing yet.';

create or replace function ledger_open_run(
  p_execution uuid, p_run text, p_persona text, p_phase text, p_iteration integer,
  p_input text, p_worker text
) returns table (fence integer, idle integer, ended boolean) language plpgsql as $$
declare
  v_run persona_runs;
  v_idle integer;
  v_replaced text;
begin
  insert into persona_runs
    (execution_id, run_id, persona, phase, iteration, input_digest, worker)
  values (p_execution, p_run, p_persona, p_phase, p_iteration, p_input, p_worker)
  on conflict do nothing;
  select * into v_run from persona_runs
  where execution_id = p_execution and run_id = p_run for no key update;
  if v_run.ended_at is not null then
    return query select v_run.attempts, 0, true;
    return;
  end if;
  v_idle := case
    when v_run.attempts = 0 or v_run.held_attempt = v_run.attempts or exists (
      select from ledger_calls c
      where c.execution_id = p_execution and c.run_id = p_run and c.fence = v_run.attempts
    ) then 0 else v_run.idle_attempts + 1
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
    worker = p_worker, opened_at = now()
  where execution_id = p_execution and run_id = p_run;
  insert into ledger_reuses (execution_id, run_id, fence, reused_run_id, saved)
  select p_execution, p_run, v_run.attempts + 1, p_run, sum(o.cost)
  from ledger_outcomes o
  where o.execution_id = p_execution and o.run_id = p_run and o.outcome = 'complete'
  having sum(o.cost) > 0;
  return query select v_run.attempts + 1, v_idle, false;
end $$;

-- Keeps that a whole run was answered by the result of an earlier one.
create function ledger_reuse(p_execution uuid, p_run text, p_reused text)
returns void language sql as $$
  insert into ledger_reuses (execution_id, run_id, fence, reused_run_id, saved)
  select p_execution, p_run, 0, p_reused, coalesce(sum(o.cost), 0)
  from ledger_outcomes o
  where o.execution_id = p_execution and o.run_id = p_reused and o.outcome = 'complete'
  on conflict do nothing
$$;

-- Keeps what became of a try: 'ok' (also when this very outcome is kept already), 'missing' when
-- there is no such try, 'settled' when it has another outcome, or what ledger_lock found.
drop function ledger_settle(
  uuid, text, integer, integer, integer, text, bigint, boolean, integer, text, bytea, text, bigint,
  bigint, bigint, bigint, text, text, text
);
create function ledger_settle(
  p_execution uuid, p_run text, p_fence integer, p_step integer, p_attempt integer,
  p_outcome text, p_cost bigint, p_possibly_billed boolean, p_latency_ms integer,
  p_message text, p_content bytea, p_finish_reason text, p_input_tokens bigint,
  p_output_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens_5m bigint,
  p_cache_write_tokens_1h bigint, p_reasoning_tokens bigint, p_uncached_cost bigint,
  p_raw_usage text, p_model_answered text, p_provider_request_id text
) returns text language plpgsql as $$
declare
  v_state text := ledger_lock(p_execution, p_run, p_fence);
  v_outcome text;
  v_same boolean;
begin
  if v_state <> 'ok' then return v_state; end if;
  insert into ledger_outcomes (
    execution_id, run_id, step, attempt, outcome, cost, possibly_billed, latency_ms, message,
    finish_reason, input_tokens, output_tokens, cached_input_tokens, cache_write_tokens_5m,
    cache_write_tokens_1h, reasoning_tokens, uncached_cost, raw_usage, model_answered,
    provider_request_id
  )
  select
    p_execution, p_run, p_step, p_attempt, p_outcome, p_cost, p_possibly_billed, p_latency_ms,
    p_message, p_finish_reason, p_input_tokens, p_output_tokens, p_cached_input_tokens,
    p_cache_write_tokens_5m, p_cache_write_tokens_1h, p_reasoning_tokens, p_uncached_cost,
    p_raw_usage, p_model_answered, p_provider_request_id
  from ledger_calls c
  where c.execution_id = p_execution and c.run_id = p_run and c.step = p_step
    and c.attempt = p_attempt
  on conflict do nothing;
  if found then
    if p_content is not null then
      insert into ledger_bytes (execution_id, run_id, step, attempt, part, bytes)
      values (p_execution, p_run, p_step, p_attempt, 'content', p_content);
    end if;
    return 'ok';
  end if;
  select o.outcome,
    (o.outcome, o.cost, o.message) is not distinct from (p_outcome, p_cost, p_message)
  into v_outcome, v_same
  from ledger_calls c
  left join ledger_outcomes o using (execution_id, run_id, step, attempt)
  where c.execution_id = p_execution and c.run_id = p_run and c.step = p_step
    and c.attempt = p_attempt;
  if not found then return 'missing'; end if;
  return case when v_same and p_content is not distinct from (
    select bytes from ledger_bytes
    where execution_id = p_execution and run_id = p_run and step = p_step
      and attempt = p_attempt and part = 'content'
  ) then 'ok' else 'settled' end;
end $$;
`;
