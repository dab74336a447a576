/** A budget is not held by runs that nobody works on any more. */
export const abandonedRuns = `
-- A team works on one iteration of one phase, and the next begins when nobody of it works any more:
-- what its runs left pending would be reserved as long as the execution lives.
create function lose_abandoned() returns trigger language plpgsql as $$
declare
  v_run text;
begin
  for v_run in
    select r.run_id from persona_runs r
    where r.execution_id = new.execution_id and r.ended_at is null
      and (r.phase, r.iteration) <> (new.phase, new.iteration)
    order by r.run_id for no key update
  loop
    perform ledger_lose_pending(
      new.execution_id, v_run, 'The execution went on without it before an answer was kept.'
    );
  end loop;
  return null;
end $$;

create trigger abandoned after insert on persona_runs
  for each row execute function lose_abandoned();
`;
