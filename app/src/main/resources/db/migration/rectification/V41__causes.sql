-- Why it happened, as a tree: the item is the event, under it what came at once, what lay beneath, and the roots. Each root is said in
-- the words of a taxonomy in editions; the words are ours, after what the field asks about.
create table rectification.taxonomy_edition (
  edition text primary key check (edition ~ '^\d{4}(-\d+)?$'),
  valid_from date not null unique
);
insert into rectification.taxonomy_edition values ('2026', '2020-01-01');
create table rectification.taxonomy (
  id int generated always as identity unique,
  edition text not null references rectification.taxonomy_edition,
  code text not null check (code ~ '^[A-Z]{3}(\.[1-9])?$'),
  parent text,
  place int not null,
  name jsonb not null,
  -- the coarse kind that lists and figures of before know
  kind text not null check (kind in ('MAINTENANCE', 'DESIGN', 'OPERATION', 'TRAINING', 'MATERIAL', 'MANAGEMENT', 'WEATHER', 'OTHER')),
  primary key (edition, code),
  foreign key (edition, parent) references rectification.taxonomy,
  check ((parent is null) = (length(code) = 3)),
  check (parent = left(code, 3))
);
insert into rectification.taxonomy (edition, code, parent, place, name, kind) values
  ('2026', 'PPL', null, 0, '{"_": "en", "en": "People", "zh": "人员"}', 'TRAINING'),
  ('2026', 'PPL.1', 'PPL', 1, '{"_": "en", "en": "Not trained or not able to do the task", "zh": "未经培训或不能胜任"}', 'TRAINING'),
  ('2026', 'PPL.2', 'PPL', 2, '{"_": "en", "en": "Too few people or too little time", "zh": "人手或时间不足"}', 'MANAGEMENT'),
  ('2026', 'PPL.3', 'PPL', 3, '{"_": "en", "en": "Slip or lapse", "zh": "疏忽或遗忘"}', 'OPERATION'),
  ('2026', 'PPL.4', 'PPL', 4, '{"_": "en", "en": "Tired, unwell or unfit", "zh": "疲劳、身体不适"}', 'OPERATION'),
  ('2026', 'PPL.5', 'PPL', 5, '{"_": "en", "en": "Departed from the rule knowingly", "zh": "明知故犯"}', 'OPERATION'),
  ('2026', 'EQP', null, 10, '{"_": "en", "en": "Equipment", "zh": "设备"}', 'MAINTENANCE'),
  ('2026', 'EQP.1', 'EQP', 11, '{"_": "en", "en": "Maintenance missed or late", "zh": "漏维护或维护不及时"}', 'MAINTENANCE'),
  ('2026', 'EQP.2', 'EQP', 12, '{"_": "en", "en": "Worn out or failed without a sign", "zh": "老化或突发故障"}', 'MAINTENANCE'),
  ('2026', 'EQP.3', 'EQP', 13, '{"_": "en", "en": "Wrong or makeshift equipment", "zh": "设备不当或临时凑合"}', 'MAINTENANCE'),
  ('2026', 'EQP.4', 'EQP', 14, '{"_": "en", "en": "Control, alarm or interlock did not work", "zh": "控制、报警或联锁失效"}', 'MAINTENANCE'),
  ('2026', 'EQP.5', 'EQP', 15, '{"_": "en", "en": "No spare part or standby", "zh": "无备件或备用设备"}', 'MAINTENANCE'),
  ('2026', 'MTH', null, 20, '{"_": "en", "en": "Method and procedure", "zh": "方法与规程"}', 'OPERATION'),
  ('2026', 'MTH.1', 'MTH', 21, '{"_": "en", "en": "No procedure", "zh": "没有规程"}', 'MANAGEMENT'),
  ('2026', 'MTH.2', 'MTH', 22, '{"_": "en", "en": "Procedure not followed", "zh": "未按规程操作"}', 'OPERATION'),
  ('2026', 'MTH.3', 'MTH', 23, '{"_": "en", "en": "Procedure wrong or out of date", "zh": "规程有误或过时"}', 'MANAGEMENT'),
  ('2026', 'MTH.4', 'MTH', 24, '{"_": "en", "en": "Procedure unclear or not at hand", "zh": "规程不清楚或现场没有"}', 'OPERATION'),
  ('2026', 'MTH.5', 'MTH', 25, '{"_": "en", "en": "Change made without looking at its effects", "zh": "变更前未评估影响"}', 'MANAGEMENT'),
  ('2026', 'MAT', null, 30, '{"_": "en", "en": "Material", "zh": "物料"}', 'MATERIAL'),
  ('2026', 'MAT.1', 'MAT', 31, '{"_": "en", "en": "Not of the expected composition or quality", "zh": "成分或质量与预期不符"}', 'MATERIAL'),
  ('2026', 'MAT.2', 'MAT', 32, '{"_": "en", "en": "Wrong one used or mixed up", "zh": "用错或混淆"}', 'MATERIAL'),
  ('2026', 'MAT.3', 'MAT', 33, '{"_": "en", "en": "Stored or handled wrongly", "zh": "储存或搬运不当"}', 'MATERIAL'),
  ('2026', 'MAT.4', 'MAT', 34, '{"_": "en", "en": "Ran out or came late", "zh": "短缺或到货晚"}', 'MATERIAL'),
  ('2026', 'ENV', null, 40, '{"_": "en", "en": "Surroundings", "zh": "环境"}', 'WEATHER'),
  ('2026', 'ENV.1', 'ENV', 41, '{"_": "en", "en": "Rain, flood or storm", "zh": "降雨、洪水或风暴"}', 'WEATHER'),
  ('2026', 'ENV.2', 'ENV', 42, '{"_": "en", "en": "Frost, heat or wind", "zh": "冰冻、高温或大风"}', 'WEATHER'),
  ('2026', 'ENV.3', 'ENV', 43, '{"_": "en", "en": "Ground, rock or groundwater", "zh": "地基、岩体或地下水"}', 'WEATHER'),
  ('2026', 'ENV.4', 'ENV', 44, '{"_": "en", "en": "What neighbours did", "zh": "周边活动"}', 'OTHER'),
  ('2026', 'MEA', null, 50, '{"_": "en", "en": "Measurement", "zh": "测量"}', 'OPERATION'),
  ('2026', 'MEA.1', 'MEA', 51, '{"_": "en", "en": "Not measured or too seldom", "zh": "未测或频次不足"}', 'OPERATION'),
  ('2026', 'MEA.2', 'MEA', 52, '{"_": "en", "en": "Instrument wrong or not calibrated", "zh": "仪器失准或未校准"}', 'MAINTENANCE'),
  ('2026', 'MEA.3', 'MEA', 53, '{"_": "en", "en": "Sample not representative", "zh": "样品无代表性"}', 'OPERATION'),
  ('2026', 'MEA.4', 'MEA', 54, '{"_": "en", "en": "Result late or not looked at", "zh": "结果滞后或无人查看"}', 'OPERATION'),
  ('2026', 'MEA.5', 'MEA', 55, '{"_": "en", "en": "Limit or unit mistaken", "zh": "限值或单位弄错"}', 'OPERATION'),
  ('2026', 'ORG', null, 60, '{"_": "en", "en": "Management and organisation", "zh": "管理与组织"}', 'MANAGEMENT'),
  ('2026', 'ORG.1', 'ORG', 61, '{"_": "en", "en": "Nobody was clearly responsible", "zh": "责任不明确"}', 'MANAGEMENT'),
  ('2026', 'ORG.2', 'ORG', 62, '{"_": "en", "en": "Not planned or without money", "zh": "未列计划或没有资金"}', 'MANAGEMENT'),
  ('2026', 'ORG.3', 'ORG', 63, '{"_": "en", "en": "Not supervised or checked", "zh": "缺少监督检查"}', 'MANAGEMENT'),
  ('2026', 'ORG.4', 'ORG', 64, '{"_": "en", "en": "Warning or earlier finding not acted on", "zh": "预警或既往问题未处理"}', 'MANAGEMENT'),
  ('2026', 'ORG.5', 'ORG', 65, '{"_": "en", "en": "Not passed on at handover", "zh": "交接遗漏"}', 'MANAGEMENT'),
  ('2026', 'ORG.6', 'ORG', 66, '{"_": "en", "en": "Production came first", "zh": "生产优先于环保"}', 'MANAGEMENT'),
  ('2026', 'CTR', null, 70, '{"_": "en", "en": "Contractor", "zh": "承包商"}', 'MANAGEMENT'),
  ('2026', 'CTR.1', 'CTR', 71, '{"_": "en", "en": "Duty not in the contract", "zh": "合同未约定"}', 'MANAGEMENT'),
  ('2026', 'CTR.2', 'CTR', 72, '{"_": "en", "en": "Not qualified", "zh": "资质或能力不足"}', 'TRAINING'),
  ('2026', 'CTR.3', 'CTR', 73, '{"_": "en", "en": "Not briefed on the site’s rules", "zh": "未交底现场要求"}', 'TRAINING'),
  ('2026', 'CTR.4', 'CTR', 74, '{"_": "en", "en": "Not supervised on site", "zh": "现场缺少监督"}', 'MANAGEMENT'),
  ('2026', 'CTR.5', 'CTR', 75, '{"_": "en", "en": "Delivered late or badly", "zh": "交付延误或质量差"}', 'OTHER'),
  ('2026', 'DSN', null, 80, '{"_": "en", "en": "Design", "zh": "设计"}', 'DESIGN'),
  ('2026', 'DSN.1', 'DSN', 81, '{"_": "en", "en": "Too small for the load", "zh": "能力不足"}', 'DESIGN'),
  ('2026', 'DSN.2', 'DSN', 82, '{"_": "en", "en": "No containment or second barrier", "zh": "无围堵或第二道防线"}', 'DESIGN'),
  ('2026', 'DSN.3', 'DSN', 83, '{"_": "en", "en": "Wrong material or place", "zh": "选材或选址不当"}', 'DESIGN'),
  ('2026', 'DSN.4', 'DSN', 84, '{"_": "en", "en": "Built otherwise than designed", "zh": "未按设计施工"}', 'DESIGN'),
  ('2026', 'DSN.5', 'DSN', 85, '{"_": "en", "en": "Operation not foreseen", "zh": "未考虑该运行工况"}', 'DESIGN'),
  ('2026', 'UNK', null, 90, '{"_": "en", "en": "Not established", "zh": "尚未查明"}', 'OTHER'),
  ('2026', 'UNK.1', 'UNK', 91, '{"_": "en", "en": "Traces are lost", "zh": "痕迹已灭失"}', 'OTHER'),
  ('2026', 'UNK.2', 'UNK', 92, '{"_": "en", "en": "Act of outsiders", "zh": "外部人员所为"}', 'OTHER'),
  ('2026', 'UNK.3', 'UNK', 93, '{"_": "en", "en": "Several causes possible", "zh": "可能有多种原因"}', 'OTHER'),
  ('2026', 'UNK.4', 'UNK', 94, '{"_": "en", "en": "Something else", "zh": "其他"}', 'OTHER');
call verdite.common('rectification.taxonomy_edition', 'select');
call verdite.common('rectification.taxonomy', 'select');

create table rectification.cause (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  parent_id bigint,
  level text not null check (level in ('IMMEDIATE', 'UNDERLYING', 'ROOT')),
  edition text,
  code text,
  text text not null check (length(btrim(text)) between 1 and 300),
  language text not null default 'en',
  evidence_id bigint references documents.evidence,
  by_id int references organisation.person,
  at timestamptz not null default verdite.now(),
  version int not null default 1,
  unique (item_id, id),
  foreign key (item_id, parent_id) references rectification.cause (item_id, id),
  foreign key (edition, code) references rectification.taxonomy (edition, code),
  -- what stands above was written before, and stays above: a circle can't be
  constraint under_an_earlier_one check (parent_id < id),
  constraint root_is_classed check (level <> 'ROOT' or code is not null),
  constraint whole_code check ((edition is null) = (code is null)),
  constraint at_once_under_the_event check (level <> 'IMMEDIATE' or parent_id is null)
);
create index on rectification.cause (item_id, id);
create index on rectification.cause (edition, code) where level = 'ROOT';

-- What was recorded as a chain of whys before is one.
do $$
declare
  i record;
  n int;
  above bigint;
begin
  for i in select x.id, x.unit_id, x.language, x.cause, x.cause_kind,
      (select p.person_id from rectification.item_party p where p.item_id = x.id and p.part = 'CAUSE_WRITER' order by p.id limit 1) as writer
      from rectification.item x where cardinality(x.cause) > 0 loop
    above := null;
    for n in 1 .. cardinality(i.cause) loop
      insert into rectification.cause (item_id, unit_id, parent_id, level, edition, code, text, language, by_id)
      values (i.id, i.unit_id, above,
        case when n = cardinality(i.cause) and i.cause_kind is not null then 'ROOT' when n = 1 then 'IMMEDIATE' else 'UNDERLYING' end,
        case when n = cardinality(i.cause) and i.cause_kind is not null then '2026' end,
        case when n = cardinality(i.cause) then case i.cause_kind when 'MAINTENANCE' then 'EQP.1' when 'DESIGN' then 'DSN'
          when 'OPERATION' then 'MTH.2' when 'TRAINING' then 'PPL.1' when 'MATERIAL' then 'MAT' when 'MANAGEMENT' then 'ORG'
          when 'WEATHER' then 'ENV' when 'OTHER' then 'UNK.4' end end,
        left(i.cause[n], 300), i.language, i.writer)
      returning id into above;
    end loop;
  end loop;
end $$;

-- Which cause an action is to remove.
create table rectification.cause_action (
  action_id bigint primary key references actions.action,
  cause_id bigint not null,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  foreign key (item_id, cause_id) references rectification.cause (item_id, id)
);
create index on rectification.cause_action (item_id, cause_id);

call verdite.scoped('rectification.cause', 'select, insert, update, delete');
call verdite.scoped('rectification.cause_action', 'select, insert, update, delete');
call trail.pub_watch_common('rectification.taxonomy_edition', 'edition');
call trail.pub_watch_common('rectification.taxonomy', 'id');
call trail.pub_read_by_everybody('rectification.taxonomy_edition');
call trail.pub_read_by_everybody('rectification.taxonomy');
call trail.pub_watch('rectification.cause', 'id');
call trail.pub_watch('rectification.cause_action', 'action_id');

create function rectification.guard_cause() returns trigger language plpgsql as $$
declare
  one record := case when tg_op = 'DELETE' then old else new end;
  above text;
begin
  if not exists (select from rectification.item i where i.id = one.item_id and i.state in ('OPEN', 'IN_PROGRESS')) then
    raise exception 'causes are recorded while an item is open or under way' using errcode = 'check_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if tg_op = 'UPDATE' and (new.item_id, new.unit_id, new.parent_id) is distinct from (old.item_id, old.unit_id, old.parent_id) then
    raise exception 'a cause stays where it stands' using errcode = 'check_violation';
  end if;
  select c.level into above from rectification.cause c where c.id = new.parent_id;
  if above = 'ROOT' or new.level = 'ROOT' and exists (select from rectification.cause c where c.parent_id = new.id) then
    raise exception 'nothing stands beneath a root' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before insert or update or delete on rectification.cause for each row execute function rectification.guard_cause();
