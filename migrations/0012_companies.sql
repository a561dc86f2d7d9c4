-- Organisations of every kind: what they are called in every script, what they prove of themselves by which document, who asked to act
-- for them, which of them are one and the same. A company is verified from the day a registration document of it was accepted, and as
-- long as that document holds; this is derived from the documents, never typed.
create schema companies;

create table companies.companies (
  id uuid primary key,
  kinds text[] not null,
  economy_code text not null references economies.economies (code),
  registration_number text,
  number_key text,
  size_class text,
  founded_year integer,
  website text,
  website_host text,
  state text not null default 'active',
  merged_into uuid references companies.companies,
  constructed boolean not null default false,
  source text,
  version integer not null default 1,
  made_at timestamptz not null default now(),
  constraint company_is_of_known_kinds check (
    cardinality(kinds) > 0
    and kinds <@ array['exhibitor', 'buyer', 'organiser', 'delegation', 'agency', 'media', 'ministry']
  ),
  -- By people employed, as the OECD and Recommendation 2003/361/EC of the European Commission draw the lines: 10, 50, 250.
  constraint size_class_is_known check (size_class in ('micro', 'small', 'medium', 'large')),
  constraint company_state_is_known check (state in ('active', 'closed', 'merged')),
  constraint merged_company_names_the_other check ((state = 'merged') = (merged_into is not null)),
  constraint company_is_not_its_own_other check (merged_into <> id),
  constraint number_and_its_key_go_together check ((registration_number is null) = (number_key is null)),
  constraint website_and_its_host_go_together check ((website is null) = (website_host is null))
);
create unique index one_company_per_registration_number on companies.companies (economy_code, number_key)
  where state <> 'merged';
create index companies_by_number on companies.companies (number_key) where number_key is not null;
create index companies_by_host on companies.companies (website_host) where website_host is not null;
create index companies_by_other on companies.companies (merged_into) where merged_into is not null;

-- One legal name, and names by which it is called in other languages. `key` is the name in small Latin letters without its legal form,
-- `sound` its consonants as they are heard: by them names of different scripts are compared.
create table companies.names (
  company_id uuid not null references companies.companies,
  lang text not null,
  legal boolean not null,
  name text not null,
  key text not null,
  sound text,
  primary key (company_id, lang, legal),
  constraint name_has_letters check (key <> '')
);
comment on column companies.names.name is 'not personal: what an organisation is called';
create unique index one_legal_name_per_company on companies.names (company_id) where legal;
create index legal_names_in_order on companies.names (key, company_id) where legal;
create index names_alike on companies.names using gin (key gin_trgm_ops);
create index names_by_beginning on companies.names (key text_pattern_ops);
create index names_by_sound on companies.names (sound) where sound is not null;

-- Names that are written half alike at least. With the bar set here, the index leaves out most of what the default of 0.3 would let in.
create function companies.names_like(keys text[]) returns table (company_id uuid, likeness real)
  language sql stable set pg_trgm.similarity_threshold = '0.5' as $$
    select n.company_id, similarity(n.key, k.key) from unnest(keys) as k (key) join companies.names n on n.key % k.key
  $$;

create table companies.profiles (
  company_id uuid not null references companies.companies,
  lang text not null,
  summary text not null default '',
  body text not null default '',
  primary key (company_id, lang)
);

-- What a company proves of itself. Accepted, a document holds on [from_day, until_day); withdrawn, it held until that day. A constructed
-- one has no file.
create table companies.documents (
  id uuid primary key,
  company_id uuid not null references companies.companies,
  kind text not null,
  digest text,
  file_name text not null,
  media_type text not null,
  size_bytes integer not null,
  sent_at timestamptz not null,
  verdict text not null default 'waiting',
  why text,
  from_day date,
  until_day date,
  judged_by text,
  judged_at timestamptz,
  taken_by text references people.users on delete set null,
  taken_at timestamptz,
  constructed boolean not null default false,
  version integer not null default 1,
  constraint document_kind_is_known check (kind in ('registration', 'tax', 'licence', 'mandate', 'other')),
  constraint verdict_is_known check (verdict in ('waiting', 'accepted', 'refused', 'withdrawn')),
  constraint document_has_its_file check (digest is not null or constructed),
  constraint accepted_document_holds_from_a_day check ((verdict in ('accepted', 'withdrawn')) = (from_day is not null)),
  constraint document_ends_after_it_begins check (until_day >= from_day),
  constraint refusal_gives_a_reason check (verdict not in ('refused', 'withdrawn') or why <> '')
);
comment on column companies.documents.file_name is 'personal: may name a person, tells documents apart; as long as the company is on record';
comment on column companies.documents.digest is 'personal: leads to a file that may name people, proof of registration; as long as the company is on record';
create index documents_by_company on companies.documents (company_id, id);
create index documents_by_verdict on companies.documents (verdict, id);
create unique index one_waiting_document_per_file on companies.documents (company_id, kind, digest) where verdict = 'waiting';

-- Somebody asks to act for a company that is here already; its administrators answer.
create table companies.requests (
  id uuid primary key,
  company_id uuid not null references companies.companies,
  person_id text not null references people.users on delete cascade,
  message text not null default '',
  asked_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  constraint answer_is_known check (answer in ('accepted', 'declined')),
  constraint answer_has_its_moment check ((answer is null) = (answered_at is null))
);
comment on column companies.requests.message is 'personal: lets administrators tell who asks; until the account is erased';
create unique index one_open_request_per_person on companies.requests (company_id, person_id) where answer is null;
create index requests_by_person on companies.requests (person_id);

-- Two companies that look alike and are known to be different.
create table companies.distinctions (
  one_id uuid not null references companies.companies,
  other_id uuid not null references companies.companies,
  why text not null default '',
  made_at timestamptz not null default now(),
  primary key (one_id, other_id),
  constraint pair_is_written_one_way check (one_id < other_id)
);
create index distinctions_by_other on companies.distinctions (other_id);

-- Lists that others publish year by year, and who stands in them. A rank may be unknown.
create table companies.ranking_lists (
  code text primary key,
  names jsonb not null,
  source text,
  constraint ranking_code_reads_in_an_address check (code ~ '^[a-z][a-z0-9-]{1,39}$')
);

create table companies.rankings (
  ranking text not null references companies.ranking_lists,
  year integer not null,
  company_id uuid not null references companies.companies,
  rank integer,
  source text,
  primary key (ranking, year, company_id),
  constraint rank_begins_with_one check (rank >= 1),
  constraint ranking_year_is_likely check (year between 1900 and 2999)
);
create index rankings_by_company on companies.rankings (company_id);

create schema companies_views;
create view companies_views.companies as
  select c.id, c.economy_code, c.kinds, c.size_class, c.state, c.merged_into, c.constructed,
         n.name as legal_name, n.lang as legal_lang, n.key as legal_key,
         (select jsonb_object_agg(o.lang, o.name order by o.legal desc) from companies.names o where o.company_id = c.id) as names,
         (select min(d.from_day) from companies.documents d
          where d.company_id = c.id and d.kind = 'registration' and d.from_day is not null
            and (d.until_day is null or d.until_day > d.from_day)) as verified_from
  from companies.companies c join companies.names n on n.company_id = c.id and n.legal;
create view companies_views.verifications as
  select company_id, from_day, until_day from companies.documents
  where kind = 'registration' and from_day is not null and (until_day is null or until_day > from_day);
create view companies_views.rankings as select ranking, year, company_id, rank from companies.rankings;
