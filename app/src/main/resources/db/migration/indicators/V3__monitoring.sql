-- What was measured and held against what is allowed: the rooms above supply the values.
insert into indicators.definition (code, version, name, unit, formula, aggregation, boundary, valid_from, recorded_at, recorded_by) values
  ('MON-WITHIN', 1, '{"_":"en","en":"Results within compliance limits","zh":"监测达标率"}', '%',
   '{"_":"en","en":"results and means of the period that keep every compliance limit they were held against ÷ all that could be judged; what is flagged, left out or not judgeable is not counted","zh":"本期按合规限值评判且全部达标的监测结果（含均值）数 ÷ 可评判的监测结果总数；带标记、已剔除或无法评判的结果不计入"}',
   'RATIO', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('MON-EXCEEDED', 1, '{"_":"en","en":"Results above compliance limits","zh":"超标监测结果数"}', 'results',
   '{"_":"en","en":"results and means of the period that exceed a compliance limit; each counts once, however many limits it exceeds","zh":"本期超过合规限值的监测结果（含均值）数；同一结果超过多项限值只计一次"}',
   'COUNT', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite');
