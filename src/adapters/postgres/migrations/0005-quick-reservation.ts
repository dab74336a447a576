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

/** The same answers of `ledger_shortage` for less work, above all where no part has a cap. */
export const quickReservation = `
create or replace function ledger_shortage(
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
`;
