-- What may be done on behalf of a reader in the tables of the reading room: the reader's own rows, and no more of them than
-- reading takes.
grant update (aid_version, quality, comment, idle_ms, changes, saved_by, first_answer, first_answer_at)
  on reading.reading to levelread_reading;
grant select, insert on reading.answer to levelread_reading;
grant select, insert, update on reading.desk to levelread_reading;
grant select on reading.study_reader, reading.deviation to levelread_reading;
revoke update, delete on reading.answer from levelread_app;

do $$
declare
  name text;
begin
  foreach name in array array['answer', 'desk', 'study_reader', 'deviation'] loop
    execute format('alter table reading.%I enable row level security', name);
    execute format('create policy application on reading.%I to levelread_app using (true) with check (true)', name);
    execute format('create policy own on reading.%I to levelread_reading
      using (reader_id = reading.asking()) with check (reader_id = reading.asking())', name);
  end loop;
end $$;

create trigger study_lock before insert or update or delete on reading.answer
  for each row execute function protocol.refuse_when_locked('study_id');
