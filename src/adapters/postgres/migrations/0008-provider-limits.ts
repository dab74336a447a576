/**
 * Limits of providers and standings of models, which all workers share. None of this decides what
 * is paid: losing the last of it in a crash of Postgres does no harm, so nobody waits for the disk.
 */
export const providerLimits = `
create table provider_leases (
  key text not null check (key <> ''),
  holder text not null check (holder <> ''),
  slots integer not null check (slots >= 0),
  waiting integer not null check (waiting >= 0),
  waits_since timestamptz,
  waits_until timestamptz,
  expires_at timestamptz not null,
  primary key (key, holder)
) with (fillfactor = 50);
comment on table provider_leases is 'Calls at once that each worker has a lease for, and how many more wait in it.';

-- The calls begun in each of the last seconds: 61 of them cover any minute.
create table provider_seconds (
  key text not null,
  place integer not null check (place between 0 and 63),
  second bigint not null,
  requests integer not null check (requests >= 0),
  tokens bigint not null check (tokens >= 0),
  primary key (key, place)
) with (fillfactor = 50);

create table model_states (
  worker text not null check (worker <> ''),
  model text not null check (model <> ''),
  state text not null check (state in ('closed', 'open', 'half_open')),
  since timestamptz not null default clock_timestamp(),
  reason text not null,
  expires_at timestamptz not null,
  primary key (worker, model)
);
comment on table model_states is 'Circuit breakers of each worker; one without a row is closed.';

-- The second that has to leave the window before a call of p_own tokens fits; null when it fits now.
create function provider_blocking_second(
  p_key text, p_second bigint, p_requests bigint, p_tokens bigint, p_own bigint
) returns bigint language sql stable as $$
  select max(u.second) from (
    select s.second,
      sum(s.requests) over later as requests, sum(s.tokens) over later as tokens
    from provider_seconds s where s.key = p_key and s.second >= p_second - 60
    window later as (order by s.second desc)
  ) u
  -- One that is larger than the limit alone goes when it has the minute to itself.
  where u.requests + 1 > p_requests or u.tokens + least(p_own, p_tokens) > p_tokens
$$;

-- A worker tells how many slots it has and how many more it wants, gets what is free, and has until
-- p_lease_ms to come again. Whoever waits longest is first. With p_requests or p_tokens, it wants
-- one at most, which is counted in the second that it is told; wait_ms is when it will fit.
create function provider_sync(
  p_key text, p_holder text, p_has integer, p_want integer, p_waiting integer,
  p_waited_ms integer, p_present_ms integer, p_lease_ms integer, p_calls integer,
  p_requests bigint, p_tokens bigint, p_own bigint,
  out granted integer, out contended boolean, out wait_ms integer, out second bigint
) language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz;
  v_held integer;
  v_first boolean;
  v_blocking bigint;
begin
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(1835101285, hashtext(p_key));
  v_now := clock_timestamp();
  select
    coalesce(sum(l.slots), 0),
    coalesce(bool_or(l.waits_until > v_now), false),
    not coalesce(bool_or(
      l.waits_until > v_now and l.waits_since < v_now - p_waited_ms * interval '1 ms'
    ), false)
  into v_held, contended, v_first
  from provider_leases l
  where l.key = p_key and l.holder <> p_holder and l.expires_at > v_now;
  granted := case
    when not v_first then 0
    else greatest(0, least(
      case when contended then least(p_want, 1) else p_want end, p_calls - v_held - p_has
    ))
  end;
  if granted > 0 and (p_requests is not null or p_tokens is not null) then
    second := floor(extract(epoch from v_now));
    v_blocking := provider_blocking_second(p_key, second, p_requests, p_tokens, p_own);
    if v_blocking is null then
      insert into provider_seconds as s (key, place, second, requests, tokens)
      values (p_key, second % 64, second, 1, p_own)
      on conflict (key, place) do update set
        second = excluded.second,
        requests = case s.second when excluded.second then s.requests else 0 end + 1,
        tokens = case s.second when excluded.second then s.tokens else 0 end + excluded.tokens;
    else
      granted := 0;
      wait_ms := ceil((v_blocking + 61 - extract(epoch from v_now)) * 1000);
    end if;
  end if;
  insert into provider_leases as l
    (key, holder, slots, waiting, waits_since, waits_until, expires_at)
  values (
    p_key, p_holder, p_has + granted, greatest(0, p_waiting - granted),
    v_now - p_waited_ms * interval '1 ms',
    case when p_waiting > granted then v_now + p_present_ms * interval '1 ms' end,
    v_now + p_lease_ms * interval '1 ms'
  )
  on conflict (key, holder) do update set
    slots = excluded.slots, waiting = excluded.waiting, waits_since = excluded.waits_since,
    waits_until = excluded.waits_until, expires_at = excluded.expires_at;
end $$;

-- What a call used is another amount than what was counted for it.
create function provider_correct(
  p_key text, p_second bigint, p_requests integer, p_tokens bigint
) returns void language plpgsql as $$
begin
  perform set_config('synchronous_commit', 'off', true);
  update provider_seconds s set
    requests = greatest(0, s.requests + p_requests), tokens = greatest(0, s.tokens + p_tokens)
  where s.key = p_key and s.place = p_second % 64 and s.second = p_second;
end $$;

-- Drops what nobody has used for a day.
create function provider_forget() returns void language sql as $$
  delete from provider_leases where expires_at < now() - interval '1 day';
  delete from provider_seconds where second < extract(epoch from now()) - 86400;
$$;
`;
