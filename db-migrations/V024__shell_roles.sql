-- The account that LevelRead is given owns the tables and migrates them; what runs takes a lesser role for every
-- statement: levelread_app for the application, levelread_reading for whatever is done on behalf of a reader.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['levelread_app', 'levelread_reading'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin noinherit', wanted);
      exception
        when duplicate_object or unique_violation then null; -- another database of this server was faster
        when insufficient_privilege then
          raise exception 'LevelRead needs the roles levelread_app and levelread_reading, and % may not create them.', current_user
            using hint = format('As a superuser: create role levelread_app nologin; create role levelread_reading nologin; grant levelread_app, levelread_reading to %I;', current_user);
      end;
    end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to %I', wanted, current_user);
    end if;
  end loop;
end $$;

-- the application: rows of every table, of this and later migrations; no table can be altered, emptied or given away
do $$
declare
  room text;
begin
  foreach room in array array['public', 'readers', 'protocol', 'cases', 'prediction', 'reading', 'reference', 'analysis', 'audit'] loop
    execute format('grant usage on schema %I to levelread_app', room);
    execute format('grant select, insert, update, delete on all tables in schema %I to levelread_app', room);
  end loop;
end $$;
alter default privileges grant usage on schemas to levelread_app;
alter default privileges grant select, insert, update, delete on tables to levelread_app;
alter default privileges grant usage on sequences to levelread_app;
-- what is never changed is never changed by grant either
revoke update, delete on audit.entry, protocol.version, protocol.step, reading.deviation from levelread_app;
revoke insert, update, delete on audit.head from levelread_app;

-- on behalf of a reader: the reader's own rows of the reading room, and nothing else in the database
grant usage on schema reading to levelread_reading;
grant select on reading.reading to levelread_reading;
grant update (state, opened_at, saved_at, submitted_at, active_ms, determinable, reason, levels, version)
  on reading.reading to levelread_reading;
create function reading.asking() returns uuid language sql stable as $$
  select nullif(current_setting('levelread.reader', true), '')::uuid
$$;
alter table reading.reading enable row level security;
create policy application on reading.reading to levelread_app using (true) with check (true);
create policy own on reading.reading to levelread_reading
  using (reader_id = reading.asking()) with check (reader_id = reading.asking());
