-- By what it is judged what matters: criteria of significance and matrices of risk (ISO 14001, 6.1). They belong to the group,
-- hold from a day, are entered at a time and never edited: an assessment names the version it was made under.
call verdite.room('risks');

create table risks.criteria (
  id int generated always as identity primary key,
  name jsonb not null,
  valid_from date not null check (valid_from between date '1990-01-01' and date '2200-01-01'),
  -- from this weighted mean of points on an aspect is significant
  threshold numeric(3, 2) not null check (threshold between 1 and 5),
  sample boolean not null default false,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  made_in xid8 not null default pg_current_xact_id()
);
create table risks.factor (
  id int generated always as identity primary key,
  criteria_id int not null references risks.criteria,
  code text not null check (code ~ '^[A-Z][A-Z0-9_]{0,39}$'),
  place int not null check (place > 0),
  name jsonb not null,
  -- per cent
  weight int not null check (weight between 0 and 100),
  -- from these points on an aspect is significant whatever the others say
  always_from int check (always_from between 1 and 5),
  word_1 jsonb not null,
  word_2 jsonb not null,
  word_3 jsonb not null,
  word_4 jsonb not null,
  word_5 jsonb not null,
  unique (criteria_id, code),
  unique (criteria_id, place)
);
create function risks.rank(level text) returns int language sql immutable parallel safe as
$$ select array_position(array['LOW', 'MEDIUM', 'HIGH', 'EXTREME'], level) $$;
-- What is likelier or worse is never less of a risk.
create function risks.never_falls(levels text[]) returns boolean language sql immutable parallel safe as $$
  select coalesce(cardinality(levels), 0) = 25 and not exists (
    select from generate_series(1, 5) l, generate_series(1, 5) c
    where risks.rank(levels[(l - 1) * 5 + c]) is null
      or l < 5 and risks.rank(levels[l * 5 + c]) < risks.rank(levels[(l - 1) * 5 + c])
      or c < 5 and risks.rank(levels[(l - 1) * 5 + c + 1]) < risks.rank(levels[(l - 1) * 5 + c]))
$$;
create function risks.level(levels text[], likelihood int, consequence int) returns text language sql immutable parallel safe as
$$ select levels[(likelihood - 1) * 5 + consequence] $$;
create table risks.matrix (
  id int generated always as identity primary key,
  name jsonb not null,
  valid_from date not null check (valid_from between date '1990-01-01' and date '2200-01-01'),
  -- by likelihood, then consequence, each from 1 to 5
  levels text[] not null check (risks.never_falls(levels)),
  sample boolean not null default false,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  made_in xid8 not null default pg_current_xact_id()
);
create table risks.matrix_step (
  id int generated always as identity primary key,
  matrix_id int not null references risks.matrix,
  axis text not null check (axis in ('LIKELIHOOD', 'CONSEQUENCE')),
  step int not null check (step between 1 and 5),
  name jsonb not null,
  meaning jsonb not null,
  unique (matrix_id, axis, step)
);
create index on risks.criteria (valid_from desc, id desc);
create index on risks.matrix (valid_from desc, id desc);
call verdite.common('risks.criteria', 'select, insert');
call verdite.common('risks.factor', 'select, insert');
call verdite.common('risks.matrix', 'select, insert');
call verdite.common('risks.matrix_step', 'select, insert');
call trail.pub_watch_common('risks.criteria', 'id', 'made_in');
call trail.pub_watch_common('risks.factor', 'id');
call trail.pub_watch_common('risks.matrix', 'id', 'made_in');
call trail.pub_watch_common('risks.matrix_step', 'id');

-- A version is whole when its transaction ends, and nothing is added to it afterwards.
create function risks.criteria_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select coalesce(sum(f.weight), 0) from risks.factor f where f.criteria_id = new.id) <> 100 then
    raise exception 'the weights of a version add up to 100' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger whole after insert on risks.criteria deferrable initially deferred
  for each row execute function risks.criteria_whole();
create function risks.matrix_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select count(*) from risks.matrix_step s where s.matrix_id = new.id) <> 10 then
    raise exception 'a matrix has five steps on each side' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger whole after insert on risks.matrix deferrable initially deferred
  for each row execute function risks.matrix_whole();
create function risks.with_its_version() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  made xid8;
begin
  if tg_table_name = 'factor' then
    select c.made_in into made from risks.criteria c where c.id = (to_jsonb(new) ->> 'criteria_id')::int;
  else
    select m.made_in into made from risks.matrix m where m.id = (to_jsonb(new) ->> 'matrix_id')::int;
  end if;
  if made is distinct from pg_current_xact_id() then
    raise exception 'a version is never edited' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger with_its_version before insert on risks.factor for each row execute function risks.with_its_version();
create trigger with_its_version before insert on risks.matrix_step for each row execute function risks.with_its_version();

-- In force on a day: the version that began last; of two that began on one day the one entered last.
create function risks.criteria_on(on_day date) returns int language sql stable as
$$ select c.id from risks.criteria c where c.valid_from <= on_day order by c.valid_from desc, c.id desc limit 1 $$;
create function risks.matrix_on(on_day date) returns int language sql stable as
$$ select m.id from risks.matrix m where m.valid_from <= on_day order by m.valid_from desc, m.id desc limit 1 $$;

-- One sample of each, to begin with and to be replaced by the group's own.
with c as (
  insert into risks.criteria (name, valid_from, threshold, sample)
  values ('{"_":"en","en":"Sample: five factors, weighted","zh":"示例：五项因素加权评分"}', date '2020-01-01', 3.00, true) returning id)
insert into risks.factor (criteria_id, place, code, weight, always_from, name, word_1, word_2, word_3, word_4, word_5)
select c.id, f.* from c cross join (values
  (1, 'SCALE', 20, null::int, '{"_":"en","en":"Scale","zh":"影响范围"}'::jsonb,
    '{"_":"en","en":"At the spot only","zh":"仅限作业点"}'::jsonb, '{"_":"en","en":"Within one plant or pit","zh":"限于单个车间或采场"}'::jsonb,
    '{"_":"en","en":"Within the site","zh":"限于场所内"}'::jsonb, '{"_":"en","en":"Neighbours notice it","zh":"影响到周边"}'::jsonb,
    '{"_":"en","en":"A river, a valley or a region","zh":"影响到河流、流域或区域"}'::jsonb),
  (2, 'SEVERITY', 30, null, '{"_":"en","en":"Severity","zh":"严重程度"}',
    '{"_":"en","en":"Hardly to be noticed","zh":"几乎察觉不到"}', '{"_":"en","en":"Mends itself within days","zh":"数日内自然恢复"}',
    '{"_":"en","en":"Mends within a season","zh":"一个季度内可恢复"}', '{"_":"en","en":"Takes years and work to mend","zh":"需多年治理才能恢复"}',
    '{"_":"en","en":"Can’t be mended","zh":"无法恢复"}'),
  (3, 'FREQUENCY', 20, null, '{"_":"en","en":"Frequency","zh":"发生频次"}',
    '{"_":"en","en":"Less than once a year","zh":"一年不到一次"}', '{"_":"en","en":"Some times a year","zh":"每年数次"}',
    '{"_":"en","en":"Monthly","zh":"每月发生"}', '{"_":"en","en":"Weekly","zh":"每周发生"}', '{"_":"en","en":"Daily or all the time","zh":"每日或持续发生"}'),
  (4, 'LEGAL', 20, 4, '{"_":"en","en":"Legal requirement","zh":"法规要求"}',
    '{"_":"en","en":"Nothing asks for anything","zh":"无任何要求"}', '{"_":"en","en":"Own rules only","zh":"仅有内部要求"}',
    '{"_":"en","en":"Law or permit applies and is kept with room to spare","zh":"受法规或许可约束，余量充足"}',
    '{"_":"en","en":"Law or permit applies and is kept narrowly","zh":"受法规或许可约束，接近限值"}',
    '{"_":"en","en":"A limit was exceeded or an authority acted","zh":"曾超标或被主管部门处理"}'),
  (5, 'CONCERN', 10, null, '{"_":"en","en":"Concern of interested parties","zh":"相关方关注"}',
    '{"_":"en","en":"Nobody has asked","zh":"无人问及"}', '{"_":"en","en":"Asked about now and then","zh":"偶有问及"}',
    '{"_":"en","en":"Asked about every year","zh":"每年都有问及"}', '{"_":"en","en":"Complaints","zh":"有投诉"}',
    '{"_":"en","en":"In the press or before a court","zh":"见诸媒体或诉讼"}')
) as f(place, code, weight, always_from, name, w1, w2, w3, w4, w5);

with m as (
  insert into risks.matrix (name, valid_from, sample, levels)
  values ('{"_":"en","en":"Sample: five by five","zh":"示例：五乘五风险矩阵"}', date '2020-01-01', true,
    array(select case when l * c >= 17 then 'EXTREME' when l * c >= 10 then 'HIGH' when l * c >= 5 then 'MEDIUM' else 'LOW' end
      from generate_series(1, 5) l, generate_series(1, 5) c order by l, c)) returning id)
insert into risks.matrix_step (matrix_id, axis, step, name, meaning)
select m.id, s.* from m cross join (values
  ('LIKELIHOOD', 1, '{"_":"en","en":"Rare","zh":"罕见"}'::jsonb, '{"_":"en","en":"Not known in the trade for ten years","zh":"行业内十年未见"}'::jsonb),
  ('LIKELIHOOD', 2, '{"_":"en","en":"Unlikely","zh":"不太可能"}', '{"_":"en","en":"Known in the trade, not in the group","zh":"行业内发生过，集团内未发生"}'),
  ('LIKELIHOOD', 3, '{"_":"en","en":"Possible","zh":"可能"}', '{"_":"en","en":"Happened in the group","zh":"集团内发生过"}'),
  ('LIKELIHOOD', 4, '{"_":"en","en":"Likely","zh":"很可能"}', '{"_":"en","en":"About once a year at such a site","zh":"同类场所约每年一次"}'),
  ('LIKELIHOOD', 5, '{"_":"en","en":"Nearly certain","zh":"几乎必然"}', '{"_":"en","en":"Several times a year","zh":"每年多次"}'),
  ('CONSEQUENCE', 1, '{"_":"en","en":"Slight","zh":"轻微"}', '{"_":"en","en":"Put right within the shift","zh":"当班即可处置"}'),
  ('CONSEQUENCE', 2, '{"_":"en","en":"Minor","zh":"较小"}', '{"_":"en","en":"Stays on the site and mends within weeks","zh":"限于场所内，数周可恢复"}'),
  ('CONSEQUENCE', 3, '{"_":"en","en":"Moderate","zh":"中等"}', '{"_":"en","en":"A limit exceeded, neighbours affected","zh":"超过限值，影响周边"}'),
  ('CONSEQUENCE', 4, '{"_":"en","en":"Major","zh":"重大"}', '{"_":"en","en":"Water, soil or people harmed for years","zh":"水体、土壤或人群多年受损"}'),
  ('CONSEQUENCE', 5, '{"_":"en","en":"Disaster","zh":"灾难性"}', '{"_":"en","en":"Lives, or an environment that can’t be mended","zh":"危及生命或环境不可恢复"}')
) as s(axis, step, name, meaning);
