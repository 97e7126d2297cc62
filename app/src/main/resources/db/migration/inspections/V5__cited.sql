-- Which criteria cite a clause; and who changed a criterion last, to be told to whoever edited it meanwhile.
create index on inspections.criterion (standard, standard_edition, clause);
create index on inspections.criterion using gin (also jsonb_path_ops);
alter table inspections.criterion
  add column changed_at timestamptz not null default verdite.now(),
  add column changed_by text not null default verdite.who();
