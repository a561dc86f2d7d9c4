-- An installation knows which keys it was written with, so that a server with others does not serve it; and every column that names
-- a file says so, so that whoever looks after the installation can tell which files it must have.
create table platform.installation (
  one boolean primary key default true,
  keys jsonb not null,
  made_at timestamptz not null default now(),
  constraint there_is_one_installation check (one)
);
comment on column platform.installation.keys is 'not secret: what the keys can be recognised by';

comment on column platform.migrations.digest is 'not a file: of the migration as it was applied';
comment on column pavilions.pictures.digest is 'file: a picture of a pavilion';
comment on column companies.documents.digest is 'personal: leads to a file that may name people, proof of registration; as long as the company is on record; file: a document';
comment on column results.publications.digest is 'not a file: of the records behind the figure';
