/** Persona runs and the ledger of their model calls. */
export const ledger = `
create domain nano_usd as bigint check (value between 0 and 9007199254740991);

create table persona_runs (
  execution_id uuid not null references sdlc_executions,
  run_id text not null check (run_id <> ''),
  persona text not null check (persona ~ '^[a-z][a-z0-9_]{0,63}$'),
  phase sdlc_phase not null,
  iteration integer not null check (iteration >= 1),
  input_digest digest not null,
  attempts integer not null default 0 check (attempts >= 0),
  idle_attempts integer not null default 0 check (idle_attempts >= 0),
  held_attempt integer check (held_attempt between 1 and attempts),
  worker text not null,
  started_at timestamptz not null default now(),
  opened_at timestamptz not null default now(),
  ended_at timestamptz,
  patch digest,
  transcript digest,
  summary text,
  steps integer check (steps >= 0),
  files integer check (files >= 0),
  primary key (execution_id, run_id),
  check (num_nonnulls(ended_at, patch, transcript, summary, steps, files) in (0, 6))
);
comment on column persona_runs.attempts is 'The last fencing number: who holds a lower one is fenced.';
comment on column persona_runs.held_attempt is 'The last attempt that was told to wait.';

create index on persona_runs (execution_id, input_digest) where ended_at is not null;

create table ledger_calls (
  execution_id uuid not null,
  run_id text not null,
  step integer not null check (step >= 1),
  attempt integer not null check (attempt >= 1),
  fence integer not null check (fence >= 1),
  model text not null check (model <> ''),
  request_digest digest not null,
  bound nano_usd not null,
  begun_at timestamptz not null default clock_timestamp(),
  primary key (execution_id, run_id, step, attempt),
  foreign key (execution_id, run_id) references persona_runs
);
comment on table ledger_calls is 'One row for each try of a step, written before its request leaves.';

create table ledger_outcomes (
  execution_id uuid not null,
  run_id text not null,
  step integer not null,
  attempt integer not null,
  outcome text not null check (outcome in ('complete', 'rejected', 'cut', 'cancelled', 'lost')),
  cost nano_usd not null,
  possibly_billed boolean not null,
  finish_reason text,
  input_tokens bigint check (input_tokens >= 0),
  output_tokens bigint check (output_tokens >= 0),
  cached_input_tokens bigint check (cached_input_tokens >= 0),
  reasoning_tokens bigint check (reasoning_tokens >= 0),
  raw_usage text,
  model_answered text,
  provider_request_id text,
  latency_ms integer check (latency_ms >= 0),
  message text,
  settled_at timestamptz not null default clock_timestamp(),
  primary key (execution_id, run_id, step, attempt),
  foreign key (execution_id, run_id, step, attempt) references ledger_calls,
  check (case outcome
    when 'complete' then
      finish_reason is not null and raw_usage is not null and latency_ms is not null
      and message is null and not possibly_billed
    when 'lost' then message is not null and possibly_billed
    else message is not null and latency_ms is not null
  end)
);
comment on table ledger_outcomes is 'What became of a try; none yet means pending.';

create unique index ledger_one_complete on ledger_outcomes (execution_id, run_id, step)
  where outcome = 'complete';

create table ledger_bytes (
  execution_id uuid not null,
  run_id text not null,
  step integer not null,
  attempt integer not null,
  part text not null check (part in ('messages', 'content')),
  bytes bytea not null,
  primary key (execution_id, run_id, step, attempt, part)
) with (toast_tuple_target = 8160);
alter table ledger_bytes alter column bytes set storage external;
comment on table ledger_bytes is 'Until the run ends; then they are in the object store. Written beside the row that they belong to, by the ledger''s functions only; rows of up to 8 kB stay in one piece.';

create view ledger as
select
  execution_id, run_id, r.persona, r.phase, r.iteration, step, attempt, c.fence, c.model,
  c.request_digest, c.bound, coalesce(o.outcome, 'pending') as outcome,
  coalesce(o.cost, 0)::bigint as cost, coalesce(o.possibly_billed, false) as possibly_billed,
  o.finish_reason, o.input_tokens, o.output_tokens, o.cached_input_tokens, o.reasoning_tokens,
  o.raw_usage, o.model_answered, o.provider_request_id, o.latency_ms, o.message,
  c.begun_at, o.settled_at
from ledger_calls c
join persona_runs r using (execution_id, run_id)
left join ledger_outcomes o using (execution_id, run_id, step, attempt);
comment on view ledger is 'One row for each try. A pending one has cost nothing yet.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are never changed or removed.', tg_table_name
    using errcode = 'restrict_violation';
end $$;

create trigger insert_only before update or delete or truncate on ledger_calls
  execute function refuse_change();
create trigger insert_only before update or delete or truncate on ledger_outcomes
  execute function refuse_change();

create function refuse_going_back() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.attempts < old.attempts then
    raise exception 'The persona run % has ended or has a later attempt.', old.run_id
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger forward_only before update on persona_runs
  for each row execute function refuse_going_back();
`;
