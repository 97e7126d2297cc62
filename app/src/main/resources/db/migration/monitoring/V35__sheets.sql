-- Of a workbook one sheet is read. The file stays as it came; its sheets, the chosen one and what was noticed in it stand here.
alter table monitoring.intake
  add column sheet text not null default '',
  add column sheets jsonb not null default '[]',
  add column sheet_notes jsonb not null default '[]';
