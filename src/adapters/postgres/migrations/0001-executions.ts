/** Executions, their phases, gates and journal: the projection that lists and searches read. */
export const executions = `
create domain digest as text check (value ~ '^[0-9a-f]{64}$');

create domain sdlc_phase as text check (
  value in ('requirements', 'design', 'implementation', 'testing', 'deployment')
);

create domain ratio as double precision check (value between 0 and 1);

create table sdlc_executions (
  execution_id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity unique,
  session text not null check (session ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$'),
  first_run_id text not null check (first_run_id <> ''),
  requirement digest not null,
  excerpt text not null,
  model text not null check (model <> ''),
  revision bigint check (revision >= 0),
  status text not null default 'running' check (status in (
    'running', 'pausing', 'paused', 'awaiting_approval', 'blocked',
    'completed', 'failed', 'cancelled'
  )),
  phase sdlc_phase not null default 'requirements',
  quality ratio,
  tree digest,
  note text,
  held boolean not null default false,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (session, first_run_id),
  check ((ended_at is not null) = (status in ('completed', 'failed', 'cancelled')))
);
comment on column sdlc_executions.number is 'Order of arrival: the newest has the highest.';
comment on column sdlc_executions.revision is 'Of the kept snapshot; null before the first.';
comment on column sdlc_executions.held is 'While true, the ledger begins no model call.';

create index on sdlc_executions (session, number desc);
create index on sdlc_executions (status, number desc);
create index on sdlc_executions (phase, number desc);
create index on sdlc_executions (quality);

create table execution_phases (
  execution_id uuid not null references sdlc_executions,
  phase sdlc_phase not null,
  state text not null check (state in ('waiting', 'running', 'passed', 'accepted', 'failing')),
  iteration integer not null check (iteration >= 0),
  iteration_limit integer not null check (iteration_limit >= 0),
  score ratio,
  threshold ratio,
  verdict text check (verdict in ('passed', 'rework', 'stalled', 'exhausted')),
  reason text,
  accepted_by text,
  primary key (execution_id, phase)
);

create table execution_gates (
  execution_id uuid not null references sdlc_executions,
  judgement integer not null check (judgement >= 1),
  kind text not null check (kind in ('entry', 'exit')),
  phase sdlc_phase not null,
  iteration integer not null check (iteration >= 0),
  verdict text not null check (verdict <> ''),
  score ratio,
  raw ratio,
  threshold ratio,
  tree digest not null,
  evidence digest not null,
  errors integer not null check (errors >= 0),
  warnings integer not null check (warnings >= 0),
  at timestamptz not null default now(),
  primary key (execution_id, judgement, kind)
);

create table journal (
  execution_id uuid not null references sdlc_executions,
  seq integer not null check (seq >= 1),
  at timestamptz not null,
  text text not null,
  primary key (execution_id, seq)
);
`;
