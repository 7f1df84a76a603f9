-- An adjudicator sees the readers' answers without names and nothing of the model.
alter table readers.account drop constraint account_role_check;
alter table readers.account add constraint account_role_check
  check (role in ('SURGEON', 'READER', 'ADJUDICATOR', 'STUDY_LEAD', 'ADMINISTRATOR'));
