create schema protocol;
create table protocol.study (
  id         uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  title      text not null,
  demo       boolean not null default false,
  created_at timestamptz not null
);
