-- Who works in a study. Passwords are stored as a salted hash only.
create schema readers;
create table readers.account (
  id                   uuid primary key,
  username             text not null check (username = lower(username) and username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  display_name         text not null check (length(display_name) between 1 and 120),
  role                 text not null check (role in ('SURGEON', 'READER', 'STUDY_LEAD', 'ADMINISTRATOR')),
  password_hash        text not null,
  enabled              boolean not null default true,
  must_change_password boolean not null default false,
  failed_logins        integer not null default 0 check (failed_logins >= 0),
  locked_until         timestamptz,
  created_at           timestamptz not null,
  unique (username)
);
