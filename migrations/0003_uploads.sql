-- A sheet that somebody sends is looked at before it counts: it waits here, for the person who sent it and the thing it was sent for,
-- is kept once and not twice, and is forgotten after a day. In the database and not among the files, so that every server sees it, it
-- goes when its row goes, and a confirmation stands or falls with the rows that it keeps.
create table platform.uploads (
  id uuid primary key,
  about text not null,
  file_name text not null,
  bytes bytea not null,
  by_whom text not null,
  sent_at timestamptz not null default now(),
  kept integer,
  left_out integer,
  problems jsonb,
  constraint what_was_kept_and_what_was_not_are_told_together check (num_nulls(kept, left_out, problems) in (0, 3))
);
comment on column platform.uploads.file_name is 'personal: so that its sender knows the file again; 1 day';
comment on column platform.uploads.bytes is 'personal: rows that wait to be confirmed, and those that could not be kept; 1 day';
create index uploads_by_sender on platform.uploads (by_whom, sent_at desc);
create index uploads_by_time on platform.uploads (sent_at);
