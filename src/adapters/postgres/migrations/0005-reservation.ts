/** Of a run: the bound of its last try, or nothing once that has an outcome; none before is pending. */
const RESERVED = `(
        select case
          when exists (
            select from ledger_outcomes o
            where o.execution_id = p_execution and o.run_id = r.run_id and o.step = c.step
              and o.attempt = c.attempt
          ) then 0 else c.bound
        end
        from ledger_calls c
        where c.execution_id = p_execution and c.run_id = r.run_id
        order by c.step desc, c.attempt desc limit 1
      )`;

/** A call is begun and its worst case reserved within the budget in one transaction. */
export const reservation = `
-- Whether another p_bound fits into the budget and caps of the execution: null when it does,
-- 'over_budget' when it never will, 'wait' when it may once calls under way have settled. Locks the
-- execution, so that of several who ask each sees what the one before reserved. What was spent and
-- what is reserved come from one statement: a call that settles in between is in one of the two.
create function ledger_shortage(
  p_execution uuid, p_phase text, p_persona text, p_bound bigint,
  out verdict text, out part text, out most bigint, out spent bigint, out reserved bigint
) language plpgsql as $$
#variable_conflict use_column
declare
  v_budget bigint;
  v_caps jsonb;
begin
  select e.budget, e.caps into v_budget, v_caps from sdlc_executions e
  where e.execution_id = p_execution for no key update;
  if v_caps is null then
    select
      (select coalesce(sum(o.cost), 0) from ledger_outcomes o where o.execution_id = p_execution),
      (select coalesce(sum(${RESERVED}), 0)
      from persona_runs r where r.execution_id = p_execution and r.ended_at is null)
    into spent, reserved;
    if spent + reserved + p_bound > v_budget then
      verdict := case when spent + p_bound > v_budget then 'over_budget' else 'wait' end;
      part := 'execution';
      most := v_budget;
    end if;
    return;
  end if;
  with tries (phase, persona, cost, bound) as (
    select r.phase, r.persona, o.cost, 0::bigint
    from ledger_outcomes o join persona_runs r using (execution_id, run_id)
    where o.execution_id = p_execution
    union all
    select r.phase, r.persona, 0::bigint, ${RESERVED}
    from persona_runs r where r.execution_id = p_execution and r.ended_at is null
  ), parts (part, number, most, spent, reserved) as (
    select 'execution', 1, v_budget, sum(cost), sum(bound) from tries
    union all
    select 'phase', 2, (v_caps #>> array['phases', p_phase])::bigint, sum(cost), sum(bound)
    from tries where phase = p_phase
    union all
    select 'persona', 3, (v_caps #>> array['personas', p_persona])::bigint, sum(cost), sum(bound)
    from tries where persona = p_persona
  ), known (part, number, most, spent, reserved) as (
    select part, number, most, coalesce(spent, 0)::bigint, coalesce(reserved, 0)::bigint from parts
  )
  select
    case when k.spent + p_bound > k.most then 'over_budget' else 'wait' end,
    k.part, k.most, k.spent, k.reserved
  into verdict, part, most, spent, reserved
  from known k where k.spent + k.reserved + p_bound > k.most
  order by (k.spent + p_bound > k.most) desc, k.number limit 1;
end $$;

-- 'send' with the new try, 'replay' or 'conflict' with the completed one, 'held', 'gap', 'wait' or
-- 'over_budget' with what ledger_shortage found, or 'unknown', 'ended' or 'fenced'.
drop function ledger_begin(uuid, text, integer, integer, text, text, bigint, bytea);
create function ledger_begin(
  p_execution uuid, p_run text, p_fence integer, p_step integer, p_model text, p_digest text,
  p_bound bigint, p_messages bytea,
  out kind text, out attempt integer, out recorded text,
  out part text, out most bigint, out spent bigint, out reserved bigint,
  out phase text, out persona text
) language plpgsql as $$
#variable_conflict use_column
declare
  v_fence integer;
  v_ended timestamptz;
  v_held boolean;
  v_limited boolean;
  v_ready boolean;
  v_tries integer;
  v_pending integer;
  v_complete integer;
  v_recorded text;
begin
  select r.attempts, r.ended_at, r.phase, r.persona into v_fence, v_ended, phase, persona
  from persona_runs r
  where r.execution_id = p_execution and r.run_id = p_run for no key update;
  kind := case
    when not found then 'unknown' when v_fence <> p_fence then 'fenced'
    when v_ended is not null then 'ended'
  end;
  if kind is not null then return; end if;
  select
    e.held, e.budget is not null or e.caps is not null,
    p_step = 1 or exists (
      select from ledger_outcomes b
      where b.execution_id = p_execution and b.run_id = p_run and b.step = p_step - 1
        and b.outcome = 'complete'
    ),
    count(c.attempt), count(c.attempt) - count(o.attempt),
    max(o.attempt) filter (where o.outcome = 'complete'),
    max(c.request_digest) filter (where o.outcome = 'complete')
  into v_held, v_limited, v_ready, v_tries, v_pending, v_complete, v_recorded
  from sdlc_executions e
  left join ledger_calls c
    on c.execution_id = e.execution_id and c.run_id = p_run and c.step = p_step
  left join ledger_outcomes o
    on o.execution_id = c.execution_id and o.run_id = c.run_id and o.step = c.step
    and o.attempt = c.attempt
  where e.execution_id = p_execution group by e.execution_id;
  if v_complete is not null then
    kind := case v_recorded when p_digest then 'replay' else 'conflict' end;
    attempt := v_complete;
    recorded := v_recorded;
    return;
  end if;
  if not v_ready then
    kind := 'gap';
    return;
  end if;
  if v_held then
    kind := 'held';
  else
    if v_pending > 0 then
      perform ledger_lose_pending(
        p_execution, p_run, 'Another try began before an answer was kept.'
      );
    end if;
    if v_limited then
      select s.verdict, s.part, s.most, s.spent, s.reserved
      into kind, part, most, spent, reserved
      from ledger_shortage(p_execution, phase, persona, p_bound) s;
    end if;
  end if;
  -- Who is told to wait has not failed to get anywhere.
  if kind is not null then
    update persona_runs set held_attempt = p_fence
    where execution_id = p_execution and run_id = p_run
      and held_attempt is distinct from p_fence;
    return;
  end if;
  attempt := v_tries + 1;
  insert into ledger_calls
    (execution_id, run_id, step, attempt, fence, model, request_digest, bound)
  values (p_execution, p_run, p_step, v_tries + 1, p_fence, p_model, p_digest, p_bound);
  insert into ledger_bytes (execution_id, run_id, step, attempt, part, bytes)
  values (p_execution, p_run, p_step, v_tries + 1, 'messages', p_messages);
  kind := 'send';
end $$;
`;
