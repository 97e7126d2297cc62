-- Who holds which post, also standing in, since when and until when: for rooms that ask who is reached by something.
create view organisation.pub_appointment with (security_invoker = true) as
  select a.person_id, a.position_id, p.kind, a.unit_id, a.substitute, a.valid_from, a.valid_to
  from organisation.appointment a join organisation.position p on p.id = a.position_id where a.superseded_at is null;
-- For whom people work who are no employees.
create view organisation.pub_contractor_staff with (security_invoker = true) as
  select e.person_id, e.contractor_id, e.unit_id, e.valid_from, e.valid_to
  from organisation.employment e where e.superseded_at is null and e.contractor_id is not null;
grant select on organisation.pub_appointment, organisation.pub_contractor_staff to verdite_app, verdite_all;
