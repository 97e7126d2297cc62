package org.verdite.inspections.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// Checklists with their editions and what those ask.
@Component
class InspectionRecords extends SqlRecords {

    InspectionRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("inspections.checklist", """
                        select verdite.text(name, :language) as title, '/inspections/checklists/' || id as path from inspections.checklist where id = :key""", """
                        select 'inspections.edition', id from inspections.edition where checklist_id = :key order by id desc""", """
                        select 'inspections.criterion', c.id from inspections.criterion c join inspections.edition e on e.id = c.edition_id
                        where e.checklist_id = :key order by c.id desc"""),
                Register.part("inspections.edition", """
                        select verdite.text(l.name, :language) || ' ' || x.number as title, '/inspections/checklists/' || l.id || '?edition=' || x.number as path
                        from inspections.edition x join inspections.checklist l on l.id = x.checklist_id where x.id = :key"""),
                Register.part("inspections.criterion", """
                        select x.code as title, '/inspections/checklists/' || e.checklist_id || '?edition=' || e.number as path
                        from inspections.criterion x join inspections.edition e on e.id = x.edition_id where x.id = :key"""));
        codes("inspections.state.", "inspections.edition.state");
        codes("inspections.against.", "inspections.criterion.against");
        codes("inspections.answer.", "inspections.criterion.answer");
        codes("inspections.operator.", "inspections.criterion.operator");
        codes("inspections.medium.", "inspections.criterion.medium");
        codes("inspections.severity.", "inspections.criterion.severity");
    }
}
