-- the film that waits for a person and decides about the object: several objects may have the same pixels
alter table pacs.object add column quarantine_id uuid references cases.quarantined_film (id) on delete set null;
create index object_by_quarantine on pacs.object (quarantine_id);
-- those set aside before: of the film that waits with the object's sealed UID nothing can be said here, so they are
-- settled as before, when the film is added
