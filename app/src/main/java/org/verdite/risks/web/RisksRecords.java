package org.verdite.risks.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// What the room's records are called where their history is shown.
@Component
class RisksRecords extends SqlRecords {

    RisksRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("risks.aspect", """
                        select number || ' ' || aspect as title, '/risks/aspects/' || id as path from risks.aspect where id = :key""", """
                        select 'risks.aspect_assessment', id from risks.aspect_assessment where aspect_id = :key order by id desc""", """
                        select 'risks.rating', r.id from risks.rating r join risks.aspect_assessment s on s.id = r.assessment_id
                        where s.aspect_id = :key order by r.id desc""", """
                        select 'risks.impact', id from risks.impact where aspect_id = :key order by id desc""", """
                        select 'risks.link', id from risks.link where aspect_id = :key order by id desc""", """
                        select 'risks.cited_clause', id from risks.cited_clause where aspect_id = :key order by id desc"""),
                Register.part(
                        "risks.aspect_assessment", ofAspect("a.number || ' ' || x.assessed_on", "aspect_assessment")),
                Register.part("risks.impact", ofAspect("x.what", "impact")),
                Register.part("risks.rating", """
                        select verdite.text(f.name, :language) as title, '/risks/aspects/' || s.aspect_id as path
                        from risks.rating x join risks.factor f on f.id = x.factor_id join risks.aspect_assessment s on s.id = x.assessment_id where x.id = :key"""),
                Register.of("risks.risk", """
                        select number || ' ' || title as title, '/risks/' || id as path from risks.risk where id = :key""", """
                        select 'risks.risk_assessment', id from risks.risk_assessment where risk_id = :key order by id desc""", """
                        select 'risks.control', id from risks.control where risk_id = :key order by id desc""", """
                        select 'risks.link', id from risks.link where risk_id = :key order by id desc""", """
                        select 'risks.cited_clause', id from risks.cited_clause where risk_id = :key order by id desc"""),
                Register.part("risks.risk_assessment", """
                        select r.number || ' ' || x.assessed_on as title, '/risks/' || r.id as path
                        from risks.risk_assessment x join risks.risk r on r.id = x.risk_id where x.id = :key"""),
                Register.of("risks.control", """
                        select name as title, '/risks/controls/' || id as path from risks.control where id = :key""", """
                        select 'risks.verification', id from risks.verification where control_id = :key order by id desc""", """
                        select 'risks.control_owner', id from risks.control_owner where control_id = :key order by id desc"""),
                Register.part("risks.verification", ofControl("c.name || ' ' || x.verified_on", "verification")),
                Register.part(
                        "risks.control_owner",
                        ofControl(
                                "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')",
                                "control_owner")),
                Register.part("risks.link", subject("x.title", "link")),
                Register.part(
                        "risks.cited_clause",
                        subject("x.standard || ':' || x.edition || ', ' || x.clause", "cited_clause")),
                Register.of("risks.statement", """
                        select title, '/risks/context/' || id as path from risks.statement where id = :key"""),
                Register.of("risks.criteria", """
                        select verdite.text(name, :language) as title, '/risks/rules?criteria=' || id as path from risks.criteria where id = :key""", """
                        select 'risks.factor', id from risks.factor where criteria_id = :key order by id desc"""),
                Register.part("risks.factor", """
                        select verdite.text(name, :language) as title, '/risks/rules?criteria=' || criteria_id as path from risks.factor where id = :key"""),
                Register.of("risks.matrix", """
                        select verdite.text(name, :language) as title, '/risks/rules?matrix=' || id as path from risks.matrix where id = :key""", """
                        select 'risks.matrix_step', id from risks.matrix_step where matrix_id = :key order by id desc"""),
                Register.part("risks.matrix_step", """
                        select verdite.text(name, :language) as title, '/risks/rules?matrix=' || matrix_id as path from risks.matrix_step where id = :key"""));
        codes("risks.stage.", "risks.aspect.stage");
        codes("risks.condition.", "risks.aspect.condition");
        codes("risks.influence.", "risks.aspect.influence");
        codes("risks.receptor.", "risks.impact.receptor");
        codes("risks.effect.", "risks.impact.effect");
        codes("risks.reasonCode.", "risks.aspect_assessment.reason");
        codes("risks.kind.", "risks.risk.kind");
        codes("risks.treatment.", "risks.risk.treatment");
        codes("risks.controlKind.", "risks.control.kind");
        codes("risks.result.", "risks.verification.result");
        codes("risks.statement.", "risks.statement.kind");
        codes("risks.side.", "risks.statement.side");
        codes("risks.axis.", "risks.matrix_step.axis");
    }

    private static String ofAspect(String title, String table) {
        return "select " + title + " as title, '/risks/aspects/' || a.id as path from risks." + table
                + " x join risks.aspect a on a.id = x.aspect_id where x.id = :key";
    }

    private static String ofControl(String title, String table) {
        return "select " + title + " as title, '/risks/controls/' || c.id as path from risks." + table
                + " x join risks.control c on c.id = x.control_id where x.id = :key";
    }

    private static String subject(String title, String table) {
        return "select " + title
                + " as title, coalesce('/risks/aspects/' || x.aspect_id, '/risks/' || x.risk_id) as path from risks."
                + table + " x where x.id = :key";
    }
}
