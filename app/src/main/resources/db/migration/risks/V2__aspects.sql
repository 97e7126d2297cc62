-- Aspects of what a unit does and their impacts (ISO 14001, 6.1.2).
create table risks.aspect (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  number text not null generated always as ('EA-' || lpad(id::text, greatest(4, length(id::text)), '0')) stored,
  activity text not null check (length(btrim(activity)) between 1 and 200),
  aspect text not null check (length(btrim(aspect)) between 1 and 200),
  stage text not null
    check (stage in ('ACQUISITION', 'DESIGN', 'PRODUCTION', 'TRANSPORT', 'USE', 'END_OF_LIFE', 'DISPOSAL')),
  condition text not null check (condition in ('NORMAL', 'ABNORMAL', 'EMERGENCY')),
  influence text not null check (influence in ('CONTROLLED', 'INFLUENCED')),
  language text not null,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  changed_at timestamptz not null default verdite.now(),
  changed_by text not null default verdite.who(),
  -- it is there no longer
  ended_on date,
  ended_because text not null default '' check (length(ended_because) <= 1000),
  version int not null default 1,
  check ((ended_on is null) = (btrim(ended_because) = ''))
);
create index on risks.aspect (unit_id, id desc);
call verdite.scoped('risks.aspect', 'select, insert, update');
call trail.pub_watch('risks.aspect', 'id');

create table risks.impact (
  id bigint generated always as identity primary key,
  aspect_id bigint not null references risks.aspect,
  unit_id int not null references organisation.unit,
  receptor text not null check (receptor in ('AIR', 'WATER', 'SOIL', 'BIODIVERSITY', 'COMMUNITY', 'RESOURCE')),
  effect text not null check (effect in ('ADVERSE', 'BENEFICIAL')),
  what text not null check (length(btrim(what)) between 1 and 300),
  unique (aspect_id, receptor, effect, what)
);
call verdite.scoped('risks.impact', 'select, insert, delete');
call trail.pub_watch('risks.impact', 'id');

-- A judgement by the version of criteria that was in force on its day. None is changed; the newest counts.
create table risks.aspect_assessment (
  id bigint generated always as identity primary key,
  aspect_id bigint not null references risks.aspect,
  unit_id int not null references organisation.unit,
  criteria_id int not null references risks.criteria,
  assessed_on date not null,
  person_id int not null references organisation.person,
  score numeric(3, 2) not null check (score between 1 and 5),
  significant boolean not null,
  reason text not null check (reason in ('FACTOR', 'THRESHOLD', 'BELOW')),
  -- what decided: the factor that always does, or the one that weighs most in the score
  factor_id int not null references risks.factor,
  note text not null default '' check (length(note) <= 2000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  check (significant = (reason <> 'BELOW'))
);
create index on risks.aspect_assessment (aspect_id, assessed_on desc, id desc);
call verdite.scoped('risks.aspect_assessment', 'select, insert');
call trail.pub_watch('risks.aspect_assessment', 'id');

create table risks.rating (
  id bigint generated always as identity primary key,
  assessment_id bigint not null references risks.aspect_assessment,
  unit_id int not null references organisation.unit,
  factor_id int not null references risks.factor,
  points int not null check (points between 1 and 5),
  unique (assessment_id, factor_id)
);
call verdite.scoped('risks.rating', 'select, insert');
call trail.pub_watch('risks.rating', 'id');

create function risks.assessed_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.criteria_id is distinct from risks.criteria_on(new.assessed_on) then
    raise exception 'an aspect is assessed by the criteria in force on that day' using errcode = 'check_violation';
  end if;
  if (select a.unit_id from risks.aspect a where a.id = new.aspect_id and a.ended_on is null) is distinct from new.unit_id then
    raise exception 'what has ended is not assessed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert on risks.aspect_assessment for each row execute function risks.assessed_guard();

-- The score and the verdict are what the points make of the version, when the transaction ends.
create function risks.assessed_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  c risks.criteria;
  n int;
  mean numeric;
  always boolean;
begin
  select * into c from risks.criteria x where x.id = new.criteria_id;
  select count(r.id), round(sum(f.weight * r.points) / 100.0, 2), coalesce(bool_or(r.points >= f.always_from), false)
    into n, mean, always
  from risks.factor f left join risks.rating r on r.factor_id = f.id and r.assessment_id = new.id where f.criteria_id = c.id;
  if n <> (select count(*) from risks.factor f where f.criteria_id = c.id)
      or n <> (select count(*) from risks.rating r where r.assessment_id = new.id)
      or new.score <> mean or new.significant <> (always or mean >= c.threshold) then
    raise exception 'an assessment says what its points make of the criteria' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger whole after insert on risks.aspect_assessment deferrable initially deferred
  for each row execute function risks.assessed_whole();

-- The aspects that are there, each with the assessment that counts. Again: made by a version that is in force no longer.
create function risks.pub_aspects(today date)
returns table (id bigint, unit_id int, assessment_id bigint, significant boolean, again boolean)
language sql stable as $$
  select a.id, a.unit_id, s.id, s.significant, coalesce(s.criteria_id <> risks.criteria_on(today), false)
  from risks.aspect a left join lateral (
    select x.id, x.significant, x.criteria_id from risks.aspect_assessment x where x.aspect_id = a.id
    order by x.assessed_on desc, x.id desc limit 1) s on true
  where a.ended_on is null
$$;
