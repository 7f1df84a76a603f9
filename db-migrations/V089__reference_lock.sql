-- The reference's tables came after the lock of a study: they are locked with it too.
create trigger study_lock before insert or update or delete on reference.change
  for each row execute function protocol.refuse_when_locked('study_id');
create trigger study_lock before insert or update or delete on reference.version
  for each row execute function protocol.refuse_when_locked('film_id');
create trigger study_lock before insert or update or delete on reference.adjudication
  for each row execute function protocol.refuse_when_locked('film_id');
