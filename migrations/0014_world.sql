-- The world is read on every page and changes a few times a year, so each server keeps it: economies.world says whether what a
-- server keeps is still what stands. The version moves in the transaction of the change, so nobody sees the one without the other.
create table economies.world (
  one boolean primary key default true,
  version integer not null default 1,
  constraint there_is_one_world check (one)
);
insert into economies.world default values;

create function economies.world_moves() returns trigger language plpgsql as $$
begin
  update economies.world set version = version + 1;
  return null;
end $$;
create trigger economies_move_the_world after insert or update or delete or truncate on economies.economies
  for each statement execute function economies.world_moves();
create trigger regions_move_the_world after insert or update or delete or truncate on economies.regions
  for each statement execute function economies.world_moves();
