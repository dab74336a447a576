/**
 * The ledger's writes, one round trip each. Each first locks the run's row and only then looks:
 * in READ COMMITTED every statement of a function has a new snapshot, so that what a concurrent
 * call committed before it gave up the lock is seen.
 */
export const ledgerFunctions = `
-- Every pending try becomes lost at its bound. The caller holds the lock of the run.
create function ledger_lose_pending(p_execution uuid, p_run text, p_message text)
returns void language sql as $$
  insert into ledger_outcomes
    (execution_id, run_id, step, attempt, outcome, cost, possibly_billed, message)
  select c.execution_id, c.run_id, c.step, c.attempt, 'lost', c.bound, true, p_message
  from ledger_calls c
  where c.execution_id = p_execution and c.run_id = p_run
    and not exists (
      select from ledger_outcomes o
      where (o.execution_id, o.run_id, o.step, o.attempt)
        = (c.execution_id, c.run_id, c.step, c.attempt)
    )
$$;

-- Locks the run; answers 'ok', 'unknown', 'ended' or 'fenced'.
create function ledger_lock(p_execution uuid, p_run text, p_fence integer)
returns text language plpgsql as $$
declare
  v_run persona_runs;
begin
  select * into v_run from persona_runs
  where execution_id = p_execution and run_id = p_run for no key update;
  if not found then return 'unknown'; end if;
  if v_run.attempts <> p_fence then return 'fenced'; end if;
  if v_run.ended_at is not null then return 'ended'; end if;
  return 'ok';
end $$;

create function ledger_open_run(
  p_execution uuid, p_run text, p_persona text, p_phase text, p_iteration integer,
  p_input text, p_worker text
) returns table (fence integer, idle integer, ended boolean) language plpgsql as $$
declare
  v_run persona_runs;
  v_idle integer;
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
  update persona_runs set
    attempts = v_run.attempts + 1, idle_attempts = v_idle, input_digest = p_input,
    worker = p_worker, opened_at = now()
  where execution_id = p_execution and run_id = p_run;
  return query select v_run.attempts + 1, v_idle, false;
end $$;

-- 'send' with the new try, 'replay' or 'conflict' with the completed one, 'held', 'gap',
-- or what ledger_lock found.
create function ledger_begin(
  p_execution uuid, p_run text, p_fence integer, p_step integer, p_model text, p_digest text,
  p_bound bigint, p_messages bytea
) returns table (kind text, attempt integer, recorded text) language plpgsql as $$
declare
  v_state text := ledger_lock(p_execution, p_run, p_fence);
  v_held boolean;
  v_ready boolean;
  v_tries integer;
  v_pending integer;
  v_complete integer;
  v_recorded text;
begin
  if v_state <> 'ok' then
    return query select v_state, null::integer, null::text;
    return;
  end if;
  select
    e.held,
    p_step = 1 or exists (
      select from ledger_outcomes b
      where b.execution_id = p_execution and b.run_id = p_run and b.step = p_step - 1
        and b.outcome = 'complete'
    ),
    count(c.attempt), count(c.attempt) - count(o.attempt),
    max(o.attempt) filter (where o.outcome = 'complete'),
    max(c.request_digest) filter (where o.outcome = 'complete')
  into v_held, v_ready, v_tries, v_pending, v_complete, v_recorded
  from sdlc_executions e
  left join ledger_calls c
    on c.execution_id = e.execution_id and c.run_id = p_run and c.step = p_step
  left join ledger_outcomes o
    on o.execution_id = c.execution_id and o.run_id = c.run_id and o.step = c.step
    and o.attempt = c.attempt
  where e.execution_id = p_execution group by e.execution_id;
  if v_complete is not null then
    return query select
      case v_recorded when p_digest then 'replay' else 'conflict' end, v_complete, v_recorded;
    return;
  end if;
  if not v_ready then
    return query select 'gap', null::integer, null::text;
    return;
  end if;
  if v_held then
    update persona_runs set held_attempt = p_fence
    where execution_id = p_execution and run_id = p_run
      and held_attempt is distinct from p_fence;
    return query select 'held', null::integer, null::text;
    return;
  end if;
  if v_pending > 0 then
    perform ledger_lose_pending(
      p_execution, p_run, 'Another try began before an answer was kept.'
    );
  end if;
  insert into ledger_calls
    (execution_id, run_id, step, attempt, fence, model, request_digest, bound)
  values (p_execution, p_run, p_step, v_tries + 1, p_fence, p_model, p_digest, p_bound);
  insert into ledger_bytes (execution_id, run_id, step, attempt, part, bytes)
  values (p_execution, p_run, p_step, v_tries + 1, 'messages', p_messages);
  return query select 'send', v_tries + 1, null::text;
end $$;

-- Keeps what became of a try: 'ok' (also when this very outcome is kept already), 'missing' when
-- there is no such try, 'settled' when it has another outcome, or what ledger_lock found.
create function ledger_settle(
  p_execution uuid, p_run text, p_fence integer, p_step integer, p_attempt integer,
  p_outcome text, p_cost bigint, p_possibly_billed boolean, p_latency_ms integer,
  p_message text, p_content bytea, p_finish_reason text, p_input_tokens bigint,
  p_output_tokens bigint, p_cached_input_tokens bigint, p_reasoning_tokens bigint,
  p_raw_usage text, p_model_answered text, p_provider_request_id text
) returns text language plpgsql as $$
declare
  v_state text := ledger_lock(p_execution, p_run, p_fence);
  v_outcome text;
  v_same boolean;
begin
  if v_state <> 'ok' then return v_state; end if;
  select o.outcome,
    (o.outcome, o.cost, o.message) is not distinct from (p_outcome, p_cost, p_message)
  into v_outcome, v_same
  from ledger_calls c
  left join ledger_outcomes o using (execution_id, run_id, step, attempt)
  where c.execution_id = p_execution and c.run_id = p_run and c.step = p_step
    and c.attempt = p_attempt;
  if not found then return 'missing'; end if;
  if v_outcome is not null then
    return case when v_same and p_content is not distinct from (
      select bytes from ledger_bytes
      where execution_id = p_execution and run_id = p_run and step = p_step
        and attempt = p_attempt and part = 'content'
    ) then 'ok' else 'settled' end;
  end if;
  insert into ledger_outcomes (
    execution_id, run_id, step, attempt, outcome, cost, possibly_billed, latency_ms, message,
    finish_reason, input_tokens, output_tokens, cached_input_tokens, reasoning_tokens,
    raw_usage, model_answered, provider_request_id
  ) values (
    p_execution, p_run, p_step, p_attempt, p_outcome, p_cost, p_possibly_billed, p_latency_ms,
    p_message, p_finish_reason, p_input_tokens, p_output_tokens, p_cached_input_tokens,
    p_reasoning_tokens, p_raw_usage, p_model_answered, p_provider_request_id
  );
  if p_content is not null then
    insert into ledger_bytes (execution_id, run_id, step, attempt, part, bytes)
    values (p_execution, p_run, p_step, p_attempt, 'content', p_content);
  end if;
  return 'ok';
end $$;

-- Ends the run and drops its bytes: 'ok' (also when it ended with this very result), or what
-- ledger_lock found.
create function ledger_close_run(
  p_execution uuid, p_run text, p_fence integer, p_patch text, p_transcript text,
  p_summary text, p_steps integer, p_files integer
) returns text language plpgsql as $$
declare
  v_state text := ledger_lock(p_execution, p_run, p_fence);
begin
  if v_state = 'ended' and exists (
    select from persona_runs
    where execution_id = p_execution and run_id = p_run
      and (patch, transcript, summary, steps, files)
        = (p_patch, p_transcript, p_summary, p_steps, p_files)
  ) then return 'ok'; end if;
  if v_state <> 'ok' then return v_state; end if;
  perform ledger_lose_pending(p_execution, p_run, 'The run ended before an answer was kept.');
  update persona_runs set
    ended_at = now(), patch = p_patch, transcript = p_transcript, summary = p_summary,
    steps = p_steps, files = p_files
  where execution_id = p_execution and run_id = p_run;
  delete from ledger_bytes where execution_id = p_execution and run_id = p_run;
  return 'ok';
end $$;
`;
