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
                        from inspections.criterion x join inspections.edition e on e.id = x.edition_id where x.id = :key"""),
                Register.of("inspections.inspection", """
                        select number || ' ' || title as title, '/inspections/visits/' || id as path from inspections.inspection where id = :key""", """
                        select 'inspections.member', id from inspections.member where inspection_id = :key order by id desc""", """
                        select 'inspections.observation', id::text from inspections.observation where inspection_id = :key order by received_at desc""", """
                        select 'inspections.photo', id::text from inspections.photo where inspection_id = :key order by received_at desc""", """
                        select 'inspections.signature', id from inspections.signature where inspection_id = :key order by id desc""", """
                        select 'inspections.waived', id from inspections.waived where inspection_id = :key order by id desc""", """
                        select 'inspections.finding', id from inspections.finding where inspection_id = :key order by id desc""", """
                        select 'inspections.finding_of', id from inspections.finding_of where inspection_id = :key order by id desc""", """
                        select 'inspections.remark', r.id from inspections.remark r join inspections.finding f on f.id = r.finding_id
                        where f.inspection_id = :key order by r.id desc"""),
                part(
                        "inspections.member",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')"),
                named("inspections.observation"),
                named("inspections.photo"),
                part("inspections.waived", "x.subject"),
                part(
                        "inspections.signature",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')"),
                part("inspections.finding", "x.number || ' ' || x.title"),
                part("inspections.finding_of", "x.subject"),
                Register.of("inspections.programme", """
                        select name || ' ' || year as title, '/inspections/programmes/' || id as path from inspections.programme where id = :key""", """
                        select 'inspections.coverage_rule', id from inspections.coverage_rule where programme_id = :key order by id desc"""),
                Register.part("inspections.coverage_rule", """
                        select p.name || ' ' || p.year as title, '/inspections/programmes/' || p.id as path
                        from inspections.coverage_rule x join inspections.programme p on p.id = x.programme_id where x.id = :key"""),
                Register.of("inspections.engagement", """
                        select title, '/inspections/engagements/' || id as path from inspections.engagement where id = :key""", """
                        select 'inspections.guest', id from inspections.guest where engagement_id = :key order by id desc""", """
                        select 'inspections.request', id from inspections.request where engagement_id = :key order by id desc""", """
                        select 'inspections.release', id from inspections.release where engagement_id = :key order by id desc""", """
                        select 'inspections.reading', id from inspections.reading where engagement_id = :key order by id desc"""),
                engaged(
                        "inspections.guest",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')"),
                engaged("inspections.request", "e.title || ' ' || x.number"),
                engaged("inspections.release", "x.title"),
                engaged(
                        "inspections.reading",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), x.who)"),
                Register.part("inspections.remark", """
                        select i.number || '/' || f.number as title, '/inspections/visits/' || i.id || '/findings' as path
                        from inspections.remark x join inspections.finding f on f.id = x.finding_id
                        join inspections.inspection i on i.id = f.inspection_id where x.id = :key"""));
        codes("inspections.state.", "inspections.edition.state");
        codes("inspections.against.", "inspections.criterion.against");
        codes("inspections.answer.", "inspections.criterion.answer");
        codes("inspections.operator.", "inspections.criterion.operator");
        codes("inspections.medium.", "inspections.criterion.medium");
        codes("inspections.severity.", "inspections.criterion.severity");
        codes("inspections.visit.", "inspections.inspection.state");
        codes("inspections.kind.", "inspections.inspection.kind");
        codes("inspections.site.", "inspections.inspection.site_kind");
        codes("inspections.per.plain.", "inspections.coverage_rule.per");
        codes("inspections.part.", "inspections.member.part");
        codes("inspections.said.", "inspections.observation.answer");
        codes("inspections.severity.", "inspections.observation.severity");
        codes("inspections.medium.", "inspections.observation.medium");
        codes("inspections.severity.", "inspections.finding.severity");
        codes("inspections.medium.", "inspections.finding.medium");
        codes("inspections.grade.", "inspections.finding.grade");
        codes("inspections.found.", "inspections.finding.state");
        codes("inspections.side.", "inspections.signature.side");
        codes("inspections.request.", "inspections.request.state");
        codes("inspections.stance.", "inspections.remark.stance");
    }

    /// Keyed by an id that its sender made.
    private static Register named(String table) {
        return Register.part(
                        table,
                        "select x.subject as title, '/inspections/visits/' || x.inspection_id as path from " + table
                                + " x where x.id::text = :key")
                .named();
    }

    private static Register engaged(String table, String title) {
        return Register.part(
                table,
                "select " + title + " as title, '/inspections/engagements/' || x.engagement_id as path from " + table
                        + " x join inspections.engagement e on e.id = x.engagement_id where x.id = :key");
    }

    private static Register part(String table, String title) {
        return Register.part(
                table,
                "select " + title + " as title, '/inspections/visits/' || x.inspection_id as path from " + table
                        + " x where x.id = :key");
    }
}
