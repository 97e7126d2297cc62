-- How somebody wants to hear by mail: at once, once a day, or not; in which language; not within these hours.
create table notices.preference (
  person_id int primary key references organisation.person,
  mail text not null default 'AT_ONCE' check (mail in ('AT_ONCE', 'DIGEST', 'NONE')),
  digest_at time not null default '07:00',
  language text not null default '' check (language in ('', 'en', 'zh')),
  quiet_from time,
  quiet_to time,
  time_zone text not null,
  version int not null default 1,
  check ((quiet_from is null) = (quiet_to is null) and quiet_from is distinct from quiet_to or quiet_from is null and quiet_to is null)
);
-- what a person wishes belongs to no unit; each reads and writes their own by the application
call verdite.common('notices.preference', 'select, insert, update');

-- The first moment from an instant on that is not within somebody's quiet hours.
create function notices.not_quiet(person int, at timestamptz) returns timestamptz language sql stable as $$
  select coalesce((
    select case when case when p.quiet_from < p.quiet_to then l.t >= p.quiet_from and l.t < p.quiet_to else l.t >= p.quiet_from or l.t < p.quiet_to end
      then ((l.d + p.quiet_to) + case when l.t >= p.quiet_to then interval '1 day' else interval '0' end) at time zone p.time_zone end
    from notices.preference p,
      lateral (select (not_quiet.at at time zone p.time_zone)::date as d, (not_quiet.at at time zone p.time_zone)::time as t) l
    where p.person_id = not_quiet.person and p.quiet_from is not null), not_quiet.at)
$$;

-- When a mail to somebody goes out, told at an instant: with the next digest, or as soon as it is not quiet.
create function notices.mail_at(person int, at timestamptz) returns timestamptz language sql stable as $$
  select notices.not_quiet(mail_at.person, coalesce((
    select ((l.d + p.digest_at) + case when l.t >= p.digest_at then interval '1 day' else interval '0' end) at time zone p.time_zone
    from notices.preference p,
      lateral (select (mail_at.at at time zone p.time_zone)::date as d, (mail_at.at at time zone p.time_zone)::time as t) l
    where p.person_id = mail_at.person and p.mail = 'DIGEST'), mail_at.at))
$$;
create index on notices.recipient (mail_next_at, person_id, notice_id) where mail in ('WAITING', 'SENDING');
