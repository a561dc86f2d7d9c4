-- The journal: every change of state, who made it and why, in the same transaction as the change, and never altered.
-- It is the audit log people read and the outbox that reactions run from. It holds ids, not personal data.
create table platform.journal (
  id bigint generated always as identity primary key,
  what text not null,
  about text not null,
  by_whom text not null,
  why text,
  details jsonb not null default '{}',
  at timestamptz not null default now()
);
create index journal_by_thing on platform.journal (about, id desc);
create index journal_by_actor on platform.journal (by_whom, id desc);

create function platform.journal_stands() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is added to, never altered';
end $$;
create trigger journal_stands before update or delete on platform.journal
  for each row execute function platform.journal_stands();

-- Mails leave from here: written in the transaction of what they tell of, delivered by a job, kept until read or thirty days old.
create table platform.mails (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  language text not null,
  written_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts integer not null default 0
);
comment on column platform.mails.recipient is 'personal: delivery of the mail; 30 days';
comment on column platform.mails.subject is 'personal: delivery of the mail; 30 days';
comment on column platform.mails.body is 'personal: delivery of the mail; 30 days';
create index mails_by_time on platform.mails (written_at desc);
