-- Figures that were published, and what others published. A publication freezes value, version of the definition, day and digest of
-- the records; it is never altered: a correction supersedes it with a reason. Facts from outside stand beside the computed values.
create schema results;

create table results.publications (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  figure text not null,
  definition_version integer not null,
  as_of date not null,
  value numeric not null,
  records jsonb not null,
  digest text not null,
  published_at timestamptz not null default now(),
  published_by text not null,
  supersedes uuid references results.publications,
  reason text,
  constraint superseded_once unique (supersedes),
  constraint corrections_say_why check ((supersedes is null) = (reason is null))
);
create unique index one_first_publication on results.publications (edition_id, figure) where supersedes is null;
create function results.publications_stand() returns trigger language plpgsql as $$
begin
  raise exception 'a publication is superseded, never altered';
end $$;
create trigger publications_stand before update or delete on results.publications
  for each row execute function results.publications_stand();

create table results.outside_facts (
  id uuid primary key,
  edition_id uuid not null references editions.editions,
  figure text not null,
  value numeric not null,
  qualifier text not null,
  unit text not null default '',
  as_of date,
  source text not null,
  note text not null default '',
  verified boolean not null default true,
  added_by text not null,
  added_at timestamptz not null default now(),
  constraint qualifier_is_known check (qualifier in ('exact', 'at-least', 'about', 'nearly', 'disputed'))
);
create index outside_facts_by_edition on results.outside_facts (edition_id, figure);
