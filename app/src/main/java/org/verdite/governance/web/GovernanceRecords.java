package org.verdite.governance.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A review and a closed year with all their parts; waivers and duties by themselves.
@Component
class GovernanceRecords extends SqlRecords {

    GovernanceRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("governance.review", """
                        select r.number || ' ' || coalesce(verdite.text(u.name, :language), '') as title, '/governance/reviews/' || r.id as path
                        from governance.review r left join organisation.pub_unit u on u.id = r.unit_id where r.id = :key""", """
                        select 'governance.signature', id from governance.signature where review_id = :key order by id desc""", """
                        select 'governance.decision', id from governance.decision where review_id = :key order by id desc""", """
                        select 'governance.input', id from governance.input where review_id = :key order by id desc""", """
                        select 'governance.participant', id from governance.participant where review_id = :key order by id desc""", """
                        select 'governance.fact', id from governance.fact where review_id = :key order by id desc""").withEvidence(),
                part(
                        "governance.participant",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')"),
                part("governance.input", "r.number || ' ' || x.code"),
                part("governance.fact", "r.number || ' ' || x.input"),
                part("governance.decision", "x.title"),
                part(
                        "governance.signature",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')"),
                Register.of("governance.closed_year", """
                        select coalesce(verdite.text(u.name, :language), '') || ' ' || y.year as title,
                          '/governance/years/' || y.unit_id || '/' || y.year as path
                        from governance.closed_year y left join organisation.pub_unit u on u.id = y.unit_id where y.id = :key""", """
                        select 'governance.closed_duty', id from governance.closed_duty where closed_id = :key order by id desc""", """
                        select 'governance.carried', id from governance.carried where closed_id = :key order by id desc""", """
                        select 'governance.closed_line', id from governance.closed_line where closed_id = :key order by id desc"""),
                Register.part("governance.closed_line", """
                        select y.year || ' ' || x.phase || ' ' || x.code as title, '/governance/years/' || y.unit_id || '/' || y.year as path
                        from governance.closed_line x join governance.closed_year y on y.id = x.closed_id where x.id = :key"""),
                Register.part("governance.closed_duty", """
                        select verdite.text(d.name, :language) || ' ' || y.year as title, '/governance/years/' || y.unit_id || '/' || y.year as path
                        from governance.closed_duty x join governance.closed_year y on y.id = x.closed_id
                        join governance.duty d on d.code = x.duty where x.id = :key"""),
                Register.part("governance.carried", """
                        select x.title as title, '/governance/years/' || y.unit_id || '/' || y.year as path
                        from governance.carried x join governance.closed_year y on y.id = x.closed_id where x.id = :key"""),
                Register.of("governance.waiver", """
                        select verdite.text(d.name, :language) || ' ' || w.year as title, '/governance/years/' || w.unit_id || '/' || w.year as path
                        from governance.waiver w join governance.duty d on d.code = w.duty where w.id = :key"""),
                Register.of("governance.duty", """
                        select verdite.text(name, :language) as title, '/governance/years' as path from governance.duty where code = :key""").named());
        codes("governance.state.", "governance.review.state");
        codes("governance.kind.", "governance.review.kind");
        codes("governance.input.", "governance.input.code", "governance.fact.input", "governance.decision.input");
        codes("governance.verdict.", "governance.input.verdict");
        codes("governance.known.", "governance.fact.known");
        codes("governance.topic.", "governance.decision.topic");
        codes("governance.dutyState.", "governance.closed_duty.state");
        codes("governance.waiver.state.", "governance.waiver.state");
        codes("governance.carriedKind.", "governance.carried.kind");
        codes("ui.phase.", "governance.closed_line.phase");
    }

    private static Register part(String table, String title) {
        return Register.part(
                table,
                "select " + title + " as title, '/governance/reviews/' || r.id as path from " + table
                        + " x join governance.review r on r.id = x.review_id where x.id = :key");
    }
}
