-- What became of a share when its year was over: said by who gave it, never by who carries it, from values that are all there.
create table targets.evaluation (
  id bigint generated always as identity primary key,
  share_id bigint not null unique references targets.share,
  unit_id int not null references organisation.unit,
  -- what was asked and reached; 1 and 0 for an obligation that was kept or not
  asked numeric(18, 4) not null,
  reached numeric(18, 4) not null,
  -- of what was asked, in per cent; a score is that between nothing and a hundred
  degree numeric(9, 1) not null,
  score numeric(5, 1) not null check (score between 0 and 100),
  -- how much it counts among the shares of its holder
  weight numeric(9, 2) not null check (weight > 0),
  note text not null default '' check (length(note) <= 1000),
  -- values it stands on that nobody else had confirmed
  unconfirmed int not null check (unconfirmed >= 0),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  evaluated_by int not null references organisation.person,
  evaluated_at timestamptz not null default verdite.now(),
  -- what its holder says to it
  comment text not null default '' check (length(comment) <= 1000),
  seen_by int references organisation.person,
  seen_at timestamptz,
  version int not null default 1,
  check ((seen_by is null) = (seen_at is null)),
  check (comment = '' or seen_at is not null),
  check (seen_by <> evaluated_by)
);
call verdite.scoped('targets.evaluation', 'select, insert, update (comment, seen_by, seen_at, version)');
call trail.pub_watch('targets.evaluation', 'id');

create function targets.evaluation_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  s targets.share;
  g targets.goal;
begin
  if tg_op = 'UPDATE' then
    if old.seen_at is not null then
      raise exception 'an evaluation is answered once' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  select * into s from targets.share x where x.id = new.share_id for update;
  select * into g from targets.goal x where x.id = s.goal_id;
  if s.state <> 'ACCEPTED' or s.unit_id <> new.unit_id then
    raise exception 'what nobody accepted is not evaluated' using errcode = 'check_violation';
  end if;
  if g.horizon <> 'ANNUAL' or g.state <> 'ACTIVE' or verdite.now() < make_timestamptz(g.due_year, 12, 31, 0, 0, 0, 'UTC') then
    raise exception 'a year is evaluated when it is over' using errcode = 'check_violation';
  end if;
  if s.accepted_by = new.evaluated_by then
    raise exception 'nobody evaluates what they signed for' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert or update on targets.evaluation for each row execute function targets.evaluation_guard();
