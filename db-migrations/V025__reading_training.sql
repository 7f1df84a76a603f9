-- Whether a training film was named right; no data of the study.
create table reading.training_result (
  reading_id uuid primary key references reading.reading (id),
  correct    boolean not null
);
create trigger study_lock before insert or update or delete on reading.training_result
  for each row execute function protocol.refuse_when_locked('reading_id');
