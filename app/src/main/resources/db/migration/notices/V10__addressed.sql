-- Notices that name whom they are for, by person or by what somebody answers for; and who was told instead of whom, and why.
alter table notices.notice add column addressed boolean not null default false;
alter table notices.told
  drop constraint told_duty_check,
  add constraint told_duty_check check (duty in ('OWNER', 'OFFICER', 'MANAGER', 'DIRECTOR', 'EXECUTIVE', 'NOBODY')),
  add column instead_of int references organisation.person,
  add column because text not null default '' check (because in ('', 'AWAY', 'GONE', 'NOBODY'));

create view notices.pub_told with (security_invoker = true) as
  select n.key, n.id as notice_id, n.unit_id, n.state, t.id, t.rung, t.place_id, t.duty, t.person_id, t.instead_of, t.because, t.due_at, t.at
  from notices.notice n join notices.told t on t.notice_id = n.id;
grant select on notices.pub_told to verdite_app, verdite_all;
