package org.verdite.rectification.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// An item's history is that of its steps, origins, parties and extensions too.
@Component
class ItemRecords extends SqlRecords {

    ItemRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("rectification.item", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path from rectification.item i where i.id = :key""", """
                        select 'rectification.item_step', id from rectification.item_step where item_id = :key order by id desc""", """
                        select 'rectification.item_origin', id from rectification.item_origin where item_id = :key order by id desc""", """
                        select 'rectification.item_party', id from rectification.item_party where item_id = :key order by id desc""", """
                        select 'rectification.item_extension', id from rectification.item_extension where item_id = :key order by id desc""", """
                        select 'rectification.item_authority', id from rectification.item_authority where item_id = :key order by id desc""", """
                        select 'rectification.item_rung', id from rectification.item_rung where item_id = :key order by id desc""", """
                        select 'rectification.cause', id from rectification.cause where item_id = :key order by id desc""", """
                        select 'rectification.cause_action', action_id from rectification.cause_action where item_id = :key order by action_id desc""", """
                        select 'rectification.sample', id from rectification.sample where item_id = :key order by id desc""", """
                        select 'rectification.change', id from rectification.change where item_id = :key order by id desc""")
                        .withEvidence(),
                Register.of("rectification.change", """
                        select c.title, '/rectification/changes/' || c.id as path from rectification.change c where c.id = :key"""),
                Register.part("rectification.item_step", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path
                        from rectification.item_step x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.part("rectification.item_origin", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path
                        from rectification.item_origin x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.part("rectification.item_party", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path
                        from rectification.item_party x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.part("rectification.item_extension", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path
                        from rectification.item_extension x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.part("rectification.item_authority", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path
                        from rectification.item_authority x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.part("rectification.item_rung", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path
                        from rectification.item_rung x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.part("rectification.cause", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id || '/causes' as path
                        from rectification.cause x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.part("rectification.cause_action", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id || '/causes' as path
                        from rectification.cause_action x join rectification.item i on i.id = x.item_id where x.action_id = :key"""),
                Register.of("rectification.taxonomy", """
                        select code as title, '/rectification/figures#roots' as path from rectification.taxonomy where id = :key"""),
                Register.of("rectification.taxonomy_edition", """
                        select edition as title, '/rectification/figures#roots' as path from rectification.taxonomy_edition where edition = :key""").named(),
                Register.part("rectification.sample", """
                        select i.number || ' ' || i.title as title, '/rectification/items/' || i.id as path
                        from rectification.sample x join rectification.item i on i.id = x.item_id where x.id = :key"""),
                Register.of("rectification.sample_rule", """
                        select severity as title, '/rectification/sampling' as path from rectification.sample_rule where severity = :key""").named(),
                Register.of("rectification.sample_lot", """
                        select to_char(month, 'YYYY-MM') as title, '/rectification/sampling' as path from rectification.sample_lot where month::text = :key""").named(),
                Register.of("rectification.rung", """
                        select severity as title, '/rectification/rules' as path from rectification.rung where id = :key"""),
                Register.of("rectification.severity_rule", """
                        select severity as title, '/rectification/rules' as path from rectification.severity_rule where severity = :key""").named());
        codes(
                "rectification.severity.",
                "rectification.item.raised_from",
                "rectification.item.severity",
                "rectification.sample_rule.severity",
                "rectification.severity_rule.severity");
        codes("rectification.causes.level.", "rectification.cause.level");
        codes("rectification.drawn.", "rectification.sample.why");
        codes("rectification.change.kind.", "rectification.change.kind");
        codes("rectification.change.state.", "rectification.change.state");
        codes("rectification.source.", "rectification.item.source");
        codes("rectification.nature.", "rectification.item.nature");
        codes("rectification.medium.", "rectification.item.medium");
        codes(
                "rectification.state.",
                "rectification.item.state",
                "rectification.item_step.from_state",
                "rectification.item_step.to_state");
        codes("rectification.cause.", "rectification.item.cause_kind", "rectification.taxonomy.kind");
        codes("rectification.severity.", "rectification.rung.severity");
        codes("rectification.ladder.anchor.", "rectification.rung.anchor", "rectification.item_rung.anchor");
        codes("rectification.counting.", "rectification.severity_rule.counting");
        codes("rectification.cancel.", "rectification.item.cancel_kind");
        pointers("organisation.unit", "rectification.item.group_id");
    }
}
