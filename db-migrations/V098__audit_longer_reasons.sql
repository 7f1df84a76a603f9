-- A reason may be the rationale of a reference's change and that of one film in it, 4000 characters each.
alter table audit.entry drop constraint entry_reason_check;
alter table audit.entry add constraint entry_reason_check check (length(reason) <= 8200);
