-- Blinded answers. One reading a reader and film; submitted answers are locked by a trigger.
create schema reading;
create table reading.reading (
  id             uuid primary key,
  study_id       uuid not null references protocol.study (id),
  film_id        uuid not null references cases.film (id),
  reader_id      uuid not null references readers.account (id),
  order_index    integer not null check (order_index > 0),
  state          text not null check (state in ('ASSIGNED', 'OPEN', 'SUBMITTED')),
  opened_at      timestamptz,
  saved_at       timestamptz,
  submitted_at   timestamptz,
  active_ms      bigint not null default 0 check (active_ms >= 0),
  determinable   boolean,
  reason         text check (length(reason) <= 1000),
  levels         jsonb not null default '[]'::jsonb,  -- [{"level":"L5","x":..,"y":..,"instrumented":..}] in film pixels
  version        integer not null default 0,          -- optimistic lock: two tabs cannot overwrite each other silently
  unique (study_id, reader_id, film_id),
  unique (study_id, reader_id, order_index),
  check (state <> 'SUBMITTED' or (submitted_at is not null and determinable is not null)),
  check (determinable is not false or state <> 'SUBMITTED' or length(reason) > 0)
);
create function reading.refuse_change_of_submitted() returns trigger language plpgsql as $$
begin
  if old.state = 'SUBMITTED' then
    raise exception 'a submitted reading is locked';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger submitted_is_locked before update or delete on reading.reading
  for each row execute function reading.refuse_change_of_submitted();
