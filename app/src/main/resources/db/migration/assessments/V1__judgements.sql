-- Judgement by a standard: certificates with events, recognitions, assessment results.
call verdite.room('assessments');

create table assessments.certificate (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  number text not null,
  standard text not null,
  body text not null,
  scope text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  unique (standard, number)
);

-- Which sites a certificate covers, many to many, in valid and in recorded time.
create table assessments.certificate_site (
  id bigint generated always as identity primary key,
  certificate_id bigint not null references assessments.certificate,
  site_id int not null references organisation.site,
  unit_id int not null references organisation.unit,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default verdite.now(),
  superseded_at timestamptz check (superseded_at >= recorded_at)
);
create index on assessments.certificate_site (certificate_id);
create index on assessments.certificate_site (site_id, valid_from);

-- What happened to a certificate. Expiry is no event: it follows from the last expiry date given.
create table assessments.event (
  id bigint generated always as identity primary key,
  certificate_id bigint not null references assessments.certificate,
  kind text not null check (kind in ('ISSUED', 'SURVEILLANCE', 'SUSPENDED', 'RESTORED', 'WITHDRAWN', 'EDITION_CHANGED', 'RENEWED')),
  happened date not null,
  edition text check (kind not in ('ISSUED', 'EDITION_CHANGED') or edition is not null),
  expires date check (expires > happened),
  note text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz check (superseded_at >= recorded_at),
  check (kind not in ('ISSUED', 'RENEWED') or expires is not null)
);
create index on assessments.event (certificate_id, happened, id);

-- Why a site is not certified yet and what is planned: said beside the coverage, never counted.
create table assessments.plan (
  id bigint generated always as identity primary key,
  site_id int not null references organisation.site,
  unit_id int not null references organisation.unit,
  standard text not null,
  note jsonb not null,
  accepted_by text not null default '',
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default verdite.now(),
  superseded_at timestamptz check (superseded_at >= recorded_at)
);

create table assessments.recognition (
  id bigint generated always as identity primary key,
  site_id int not null references organisation.site,
  unit_id int not null references organisation.unit,
  scheme text not null check (scheme in ('GREEN_MINE', 'GREEN_FACTORY', 'MINE_PARK')),
  level text not null check (level in ('NATIONAL', 'PROVINCIAL')),
  listed date not null,
  delisted date check (delisted > listed),
  list_year int not null,
  source text not null,
  note text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz check (superseded_at >= recorded_at)
);
create index on assessments.recognition (site_id, scheme, listed);

create table assessments.result (
  id bigint generated always as identity primary key,
  site_id int not null references organisation.site,
  unit_id int not null references organisation.unit,
  scheme text not null check (scheme in ('GREEN_MINE', 'GREEN_FACTORY')),
  edition text not null,
  assessed_on date not null,
  assessed_by text not null,
  outcome text not null check (outcome in ('MET', 'NOT_MET', 'NOT_ASSESSED')),
  score numeric(7, 2),
  note text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz check (superseded_at >= recorded_at)
);
create index on assessments.result (site_id, scheme, assessed_on);

-- A certificate is seen by its holder and by every site it covers.
call verdite.scoped('assessments.certificate_site', 'select, insert, update (superseded_at)');
call verdite.scoped_by('assessments.certificate',
  'unit_id = any((select verdite.units())::int[]) or exists (select from assessments.certificate_site s where s.certificate_id = certificate.id)',
  'select, insert');
call verdite.scoped_by('assessments.event',
  'exists (select from assessments.certificate c where c.id = certificate_id)', 'select, insert, update (superseded_at)');
call verdite.scoped('assessments.plan', 'select, insert, update (superseded_at)');
call verdite.scoped('assessments.recognition', 'select, insert, update (superseded_at)');
call verdite.scoped('assessments.result', 'select, insert, update (superseded_at)');

call trail.pub_watch('assessments.certificate', 'id');
call trail.pub_watch('assessments.certificate_site', 'id');
call trail.pub_watch('assessments.event', 'id');
call trail.pub_watch('assessments.plan', 'id');
call trail.pub_watch('assessments.recognition', 'id');
call trail.pub_watch('assessments.result', 'id');

-- How each certificate stands on a day, as known at an instant. The same rule as org.verdite.assessments.CertificateLife:
-- a withdrawal ends it for good, a suspension lasts until it is restored or renewed, expiry follows the last date given.
create function assessments.pub_standing(on_day date, known timestamptz default 'infinity')
returns table (certificate_id bigint, standard text, number text, edition text, expires date, standing text, since date, note text)
language sql stable as $$
  with told as (
    select e.* from assessments.event e
    where e.happened <= on_day and e.recorded_at <= known and (e.superseded_at is null or e.superseded_at > known)
  )
  select c.id, c.standard, c.number, d.edition, x.expires,
    case when w.happened is not null then 'WITHDRAWN'
         when i.happened is null then 'NOT_ISSUED'
         when l.kind = 'SUSPENDED' then 'SUSPENDED'
         when x.expires < on_day then 'EXPIRED'
         else 'VALID' end,
    case when w.happened is not null then w.happened
         when l.kind = 'SUSPENDED' then l.happened
         when x.expires < on_day then x.expires + 1
         else i.happened end,
    case when w.happened is not null then w.note when l.kind = 'SUSPENDED' then l.note else '' end
  from assessments.certificate c
  left join lateral (select min(t.happened) as happened from told t where t.certificate_id = c.id and t.kind = 'ISSUED') i on true
  left join lateral (select t.happened, t.note from told t where t.certificate_id = c.id and t.kind = 'WITHDRAWN'
    order by t.happened, t.id limit 1) w on true
  left join lateral (select t.kind, t.happened, t.note from told t where t.certificate_id = c.id
    and t.kind in ('ISSUED', 'RENEWED', 'RESTORED', 'SUSPENDED') order by t.happened desc, t.id desc limit 1) l on true
  left join lateral (select t.expires from told t where t.certificate_id = c.id and t.expires is not null
    order by t.happened desc, t.id desc limit 1) x on true
  left join lateral (select t.edition from told t where t.certificate_id = c.id and t.edition is not null
    order by t.happened desc, t.id desc limit 1) d on true
  where c.recorded_at <= known
$$;

-- Sites under a certificate that is valid on a day.
create function assessments.pub_certified(on_day date, known timestamptz default 'infinity')
returns table (site_id int, unit_id int, certificate_id bigint, standard text, edition text, number text, expires date)
language sql stable as $$
  select s.site_id, s.unit_id, s.certificate_id, p.standard, p.edition, p.number, p.expires
  from assessments.pub_standing(on_day, known) p
  join assessments.certificate_site s on s.certificate_id = p.certificate_id
  where p.standing = 'VALID' and s.valid_from <= on_day and (s.valid_to is null or s.valid_to > on_day)
    and s.recorded_at <= known and (s.superseded_at is null or s.superseded_at > known)
$$;

-- Each site once a scheme, at the highest level that is valid on a day.
create function assessments.pub_recognised(on_day date, known timestamptz default 'infinity')
returns table (recognition_id bigint, site_id int, unit_id int, scheme text, level text, listed date, list_year int, source text)
language sql stable as $$
  select distinct on (r.site_id, r.scheme) r.id, r.site_id, r.unit_id, r.scheme, r.level, r.listed, r.list_year, r.source
  from assessments.recognition r
  where r.listed <= on_day and (r.delisted is null or r.delisted > on_day)
    and r.recorded_at <= known and (r.superseded_at is null or r.superseded_at > known)
  order by r.site_id, r.scheme, (r.level = 'NATIONAL') desc, r.listed, r.id
$$;

-- The latest assessment of each site and scheme on a day.
create function assessments.pub_result(on_day date, known timestamptz default 'infinity')
returns table (result_id bigint, site_id int, unit_id int, scheme text, edition text, assessed_on date, assessed_by text,
  outcome text, score numeric, note text)
language sql stable as $$
  select distinct on (r.site_id, r.scheme) r.id, r.site_id, r.unit_id, r.scheme, r.edition, r.assessed_on, r.assessed_by,
    r.outcome, r.score, r.note
  from assessments.result r
  where r.assessed_on <= on_day and r.recorded_at <= known and (r.superseded_at is null or r.superseded_at > known)
  order by r.site_id, r.scheme, r.assessed_on desc, r.id desc
$$;
