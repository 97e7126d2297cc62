-- What a figure means: definitions with versions. The rooms above supply the values.
call verdite.room('indicators');

create table indicators.definition (
  id int generated always as identity primary key,
  code text not null check (code ~ '^[A-Z][A-Z0-9_-]{1,59}$'),
  version int not null check (version > 0),
  name jsonb not null,
  unit text not null,
  formula jsonb not null,
  aggregation text not null check (aggregation in ('SUM', 'RATIO', 'CHANGE', 'COUNT')),
  boundary text not null references organisation.boundary,
  valid_from date not null,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  unique (code, version)
);
-- A definition is never edited: another meaning is another version.
call verdite.common('indicators.definition', 'select, insert');
call trail.pub_watch('indicators.definition', 'id');

insert into indicators.definition (code, version, name, unit, formula, aggregation, boundary, valid_from, recorded_at, recorded_by) values
  ('INV-ENV', 1, '{"_":"en","en":"Investment in environmental protection","zh":"环保投入"}', 'CNY',
   '{"_":"en","en":"sum of the year’s expenditure lines, reversals included, each at its currency’s average rate of the period","zh":"本年度全部环保支出（含冲销）按各币种期间平均汇率折算后合计"}',
   'SUM', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('INV-YOY', 1, '{"_":"en","en":"Investment, change on the year before","zh":"环保投入同比"}', '%',
   '{"_":"en","en":"(this year’s investment − last year’s) ÷ last year’s","zh":"（本年环保投入 − 上年环保投入）÷ 上年环保投入"}',
   'CHANGE', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('EMS-14001', 1, '{"_":"en","en":"ISO 14001 certification coverage","zh":"ISO 14001 认证覆盖率"}', '%',
   '{"_":"en","en":"certified sites ÷ sites in scope","zh":"已认证场所数 ÷ 纳入范围场所数"}',
   'RATIO', 'ISO_SCOPE', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('GRN-MINE', 1, '{"_":"en","en":"Mines that meet the green mine standard","zh":"达到绿色矿山标准的矿山占比"}', '%',
   '{"_":"en","en":"mines whose latest assessment says “met” ÷ mines in scope","zh":"最近一次评价结论为“达到”的矿山数 ÷ 纳入范围矿山数"}',
   'RATIO', 'ISO_SCOPE', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('GRN-FAC', 1, '{"_":"en","en":"Smelters and processors that meet the green factory standard","zh":"达到绿色工厂标准的冶炼加工企业占比"}', '%',
   '{"_":"en","en":"smelters, refineries and processing plants whose latest assessment says “met” ÷ those in scope","zh":"最近一次评价结论为“达到”的冶炼、精炼和加工场所数 ÷ 纳入范围的同类场所数"}',
   'RATIO', 'ISO_SCOPE', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('REC-NATIONAL_GREEN_MINE', 1, '{"_":"en","en":"National Green Mines","zh":"国家级绿色矿山"}', 'sites',
   '{"_":"en","en":"sites listed as green mine whose highest valid level is national; each site counts once a scheme","zh":"列入绿色矿山名录且最高有效级别为国家级的场所数；同一场所同一类别只计一次"}',
   'COUNT', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('REC-NATIONAL_GREEN_FACTORY', 1, '{"_":"en","en":"National Green Factories","zh":"国家级绿色工厂"}', 'sites',
   '{"_":"en","en":"sites listed as green factory whose highest valid level is national; each site counts once a scheme","zh":"列入绿色工厂名录且最高有效级别为国家级的场所数；同一场所同一类别只计一次"}',
   'COUNT', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('REC-NATIONAL_MINE_PARK', 1, '{"_":"en","en":"National Mine Parks","zh":"国家矿山公园"}', 'sites',
   '{"_":"en","en":"sites listed as mine park whose highest valid level is national; each site counts once a scheme","zh":"列入矿山公园名录且最高有效级别为国家级的场所数；同一场所同一类别只计一次"}',
   'COUNT', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('REC-PROVINCIAL_GREEN_MINE', 1, '{"_":"en","en":"Provincial Green Mines","zh":"省级绿色矿山"}', 'sites',
   '{"_":"en","en":"sites listed as green mine whose highest valid level is provincial; each site counts once a scheme","zh":"列入绿色矿山名录且最高有效级别为省级的场所数；同一场所同一类别只计一次"}',
   'COUNT', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite'),
  ('REC-PROVINCIAL_GREEN_FACTORY', 1, '{"_":"en","en":"Provincial Green Factories","zh":"省级绿色工厂"}', 'sites',
   '{"_":"en","en":"sites listed as green factory whose highest valid level is provincial; each site counts once a scheme","zh":"列入绿色工厂名录且最高有效级别为省级的场所数；同一场所同一类别只计一次"}',
   'COUNT', 'ALL_OWNED', '2000-01-01', '2000-01-01Z', 'system:verdite');

create view indicators.pub_definition with (security_invoker = true) as
  select code, version, name, unit, formula, aggregation, boundary, valid_from, recorded_at from indicators.definition;
grant select on indicators.pub_definition to verdite_app, verdite_all;
