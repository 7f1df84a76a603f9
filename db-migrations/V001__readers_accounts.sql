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
  demo                 boolean not null default false, -- its password is printed at each start: blocked without the demo
  security_version     integer not null default 0,  -- raised by a new password or a block: older sessions end
  created_at           timestamptz not null,
  unique (username)
);
-- Failures to sign in, counted for known and unknown names alike so that a lock tells nobody which accounts exist.
-- Only a hash of the name: people type passwords into the wrong field.
create table readers.sign_in_attempt (
  name_sha256  text primary key check (name_sha256 ~ '^[0-9a-f]{64}$'),
  failures     integer not null check (failures >= 0),
  last_at      timestamptz not null,
  locked_until timestamptz
);
