-- What a set says beside its limits, what it leaves out above all: texts in languages, as names are.
alter table obligations.limit_set add column note jsonb not null default '{"_": "en", "en": ""}';

-- A limit's note in Chinese where its file carries it.
alter table obligations.limit add column note_zh text not null default '';

-- A window may be a stretch of every day at the point's own clock: noise by day 06:00/22:00, rain from 09:00.
alter table obligations.limit
  drop constraint limit_anchor_check,
  add constraint limit_anchor_check check (anchor ~ '^(|CALENDAR|ROLLING|SAMPLE|\d\d:\d\d(/\d\d:\d\d)?)$');

create or replace view obligations.pub_limit_set with (security_invoker = true) as
  select id, unit_id, side, code, edition, table_name, name, authority, site_id, facility_id, valid_from, valid_to, replaces, source, licence,
    verified, verified_by, recorded_at, recorded_by, note
  from obligations.limit_set;
