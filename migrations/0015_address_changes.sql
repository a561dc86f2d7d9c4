-- An account's address changes once its owner has opened the letter that went to the new one; one change waits at a time, and only
-- the hash of its link is kept. What journal and history tell of a person holds no address.
create table people.address_changes (
  person_id text primary key references people.users on delete cascade,
  token_hash text not null,
  email text not null,
  expires_at timestamptz not null,
  constraint one_address_change_per_token unique (token_hash)
);
comment on column people.address_changes.email is 'personal: reaching the person at the new address; a day';
comment on column people.address_changes.token_hash is 'secret: a hash';

-- The newest accounts first, in pages; roles are looked for by what they are.
create index grants_by_role on people.grants (kind, role, person_id);
create index users_by_email on people.users using gin (email gin_trgm_ops);
create index users_by_native_name on people.users using gin (native_name gin_trgm_ops);
create index mails_by_recipient on platform.mails using gin (recipient gin_trgm_ops);
