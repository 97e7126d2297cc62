-- Who said so, and who took it back: a restatement names its person.
alter table assessments.certificate_site add column recorded_by text;
alter table assessments.certificate_site alter column recorded_by set default verdite.who();
alter table assessments.plan add column recorded_by text;
alter table assessments.plan alter column recorded_by set default verdite.who();
alter table assessments.event add column superseded_by text;
alter table assessments.certificate_site add column superseded_by text;
alter table assessments.recognition add column superseded_by text;
alter table assessments.result add column superseded_by text;
alter table assessments.plan add column superseded_by text;
grant update (superseded_by) on assessments.event, assessments.certificate_site, assessments.recognition, assessments.result,
  assessments.plan to verdite_app, verdite_all;

-- Why a record was taken back as wrongly entered; it stays readable.
alter table assessments.recognition add column struck_because text check (length(struck_because) between 1 and 500);
alter table assessments.result add column struck_because text check (length(struck_because) between 1 and 500);
grant update (struck_because) on assessments.recognition, assessments.result to verdite_app, verdite_all;
