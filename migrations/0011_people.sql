-- Who may sign in, and how we know it is them; what roles they hold; who has been invited to one. The tables of accounts, sessions,
-- credentials and second factors have the columns that better-auth expects; the rest are ours.
create schema people;

create table people.users (
  id text primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  native_name text not null default '',
  native_lang text not null default '',
  language text not null default 'en',
  demonstration boolean not null default false,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_account_per_address unique (email)
);
comment on column people.users.name is 'personal: addressing the person; until erasure';
comment on column people.users.email is 'personal: signing in and letters; until erasure';
comment on column people.users.native_name is 'personal: addressing the person in their own script; until erasure';
comment on column people.users.image is 'personal: not used; until erasure';
create index users_by_name on people.users using gin (name gin_trgm_ops);

create table people.sessions (
  id text primary key,
  token text not null unique,
  user_id text not null references people.users on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column people.sessions.ip_address is 'personal: showing a person their sessions; until the session ends';
comment on column people.sessions.user_agent is 'personal: showing a person their sessions; until the session ends';
comment on column people.sessions.token is 'secret';
create index sessions_by_user on people.sessions (user_id);

create table people.credentials (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references people.users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column people.credentials.password is 'secret: a hash';
create index credentials_by_user on people.credentials (user_id);

create table people.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column people.verifications.identifier is 'personal: confirming an address; until it expires';
comment on column people.verifications.value is 'personal: confirming an address; until it expires';
create index verifications_by_identifier on people.verifications (identifier);

create table people.two_factors (
  id text primary key,
  user_id text not null references people.users on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
comment on column people.two_factors.secret is 'secret: encrypted';
comment on column people.two_factors.backup_codes is 'secret: encrypted';
create index two_factors_by_user on people.two_factors (user_id);

create table people.passkeys (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references people.users on delete cascade,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at timestamptz,
  aaguid text
);
comment on column people.passkeys.name is 'personal: telling one''s passkeys apart; until removed';
create index passkeys_by_user on people.passkeys (user_id);
create index passkeys_by_credential on people.passkeys (credential_id);

create table people.rate_limits (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);
comment on column people.rate_limits.key is 'personal: an address that tries to sign in; a day';

-- A role over one thing: (role, kind, thing). The thing is not a foreign key, so that people need no room above them.
create table people.grants (
  person_id text not null references people.users on delete cascade,
  role text not null,
  kind text not null,
  thing_id text not null default '',
  granted_by text not null,
  granted_at timestamptz not null default now(),
  primary key (person_id, kind, thing_id, role)
);
create index grants_by_thing on people.grants (kind, thing_id);

create table people.invitations (
  id uuid primary key,
  token_hash text not null,
  email text not null,
  role text not null,
  kind text not null,
  thing_id text not null,
  language text not null,
  subject text not null,
  onward text not null,
  invited_by text not null,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  revoked_at timestamptz,
  constraint one_invitation_per_token unique (token_hash)
);
comment on column people.invitations.email is 'personal: reaching the invited person; a year after the invitation';
comment on column people.invitations.token_hash is 'secret: a hash';
create index invitations_by_thing on people.invitations (kind, thing_id);
