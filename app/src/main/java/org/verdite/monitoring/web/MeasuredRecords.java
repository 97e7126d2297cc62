package org.verdite.monitoring.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// Points with their series, episodes, loads, and what can be measured.
@Component
class MeasuredRecords extends SqlRecords {

    MeasuredRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("monitoring.point", """
                        select p.code || ' ' || verdite.text(p.name, :language) as title, '/monitoring/points/' || p.id as path from monitoring.point p where p.id = :key""", """
                        select 'monitoring.series', id from monitoring.series where point_id = :key order by id desc""", """
                        select 'monitoring.point_position', id from monitoring.point_position where point_id = :key order by id desc""", """
                        select 'monitoring.segment', g.id from monitoring.segment g
                        join monitoring.series s on s.id = g.series_id where s.point_id = :key order by g.id desc"""),
                Register.of("monitoring.series", """
                        select p.code || ', ' || verdite.text(q.name, :language) as title, '/monitoring/series/' || s.id as path
                        from monitoring.series s join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code where s.id = :key""", """
                        select 'monitoring.segment', id from monitoring.segment where series_id = :key order by id desc""", """
                        select 'monitoring.expectation', id from monitoring.expectation where series_id = :key order by id desc"""),
                Register.part("monitoring.segment", """
                        select p.code || ', ' || verdite.text(q.name, :language) as title, '/monitoring/series/' || s.id as path
                        from monitoring.series s join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code
                        join monitoring.segment x on x.series_id = s.id where x.id = :key"""),
                Register.of("monitoring.exceedance", """
                        select number as title, '/monitoring/exceedances/' || id as path from monitoring.exceedance where id = :key"""),
                Register.of("monitoring.gap", """
                        select p.code || ', ' || verdite.text(q.name, :language) as title, '/monitoring/gaps/' || g.id as path
                        from monitoring.gap g join monitoring.series s on s.id = g.series_id join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code where g.id = :key"""),
                Register.of("monitoring.doubt", """
                        select p.code || ', ' || verdite.text(q.name, :language) as title, '/monitoring/doubts/' || x.id as path
                        from monitoring.doubt x join monitoring.series s on s.id = x.series_id join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code where x.id = :key"""),
                Register.of("monitoring.suppression", """
                        select p.code || ', ' || verdite.text(q.name, :language) as title, '/monitoring/suppressions/' || x.id as path
                        from monitoring.suppression x join monitoring.series s on s.id = x.series_id join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code where x.id = :key"""),
                Register.part("monitoring.expectation", """
                        select p.code || ', ' || verdite.text(q.name, :language) as title, '/monitoring/series/' || s.id || '/expectation' as path
                        from monitoring.series s join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code
                        join monitoring.expectation x on x.series_id = s.id where x.id = :key"""),
                Register.of("monitoring.intake", """
                        select case when i.file_name = '' then i.source else i.file_name end as title, '/monitoring/imports/' || i.id as path
                        from monitoring.intake i where i.id = :key""", """
                        select 'monitoring.judging', id from monitoring.judging where intake_id = :key order by id desc"""),
                Register.part("monitoring.judging", """
                        select case when i.id is null then x.reason when i.file_name = '' then i.source else i.file_name end as title,
                          case when i.id is null then '/monitoring/exceedances' else '/monitoring/imports/' || i.id end as path
                        from monitoring.judging x left join monitoring.intake i on i.id = x.intake_id where x.id = :key"""),
                Register.of("monitoring.month_review", """
                        select s.code || ' ' || to_char(m.month, 'YYYY-MM') as title,
                          '/monitoring/months/' || m.site_id || '/' || to_char(m.month, 'YYYY-MM') as path
                        from monitoring.month_review m join organisation.pub_site s on s.id = m.site_id where m.id = :key""", """
                        select 'monitoring.month_review_step', id from monitoring.month_review_step where review_id = :key order by id desc"""),
                Register.part("monitoring.month_review_step", """
                        select s.code || ' ' || to_char(m.month, 'YYYY-MM') as title,
                          '/monitoring/months/' || m.site_id || '/' || to_char(m.month, 'YYYY-MM') as path
                        from monitoring.month_review_step x join monitoring.month_review m on m.id = x.review_id
                        join organisation.pub_site s on s.id = m.site_id where x.id = :key"""),
                Register.of("monitoring.load", """
                        select p.code || ', ' || verdite.text(q.name, :language) || ', ' || to_char(x.month, 'YYYY-MM') as title,
                          '/monitoring/loads/' || x.point_id || '/' || x.parameter_code || '?year=' || extract(year from x.month) as path
                        from monitoring.load x join monitoring.point p on p.id = x.point_id
                        join monitoring.parameter q on q.code = x.parameter_code where x.revision = :key""", """
                        select 'monitoring.load', r.revision from monitoring.load r join monitoring.load x on x.revision = :key
                          and (r.point_id, r.parameter_code, r.month) = (x.point_id, x.parameter_code, x.month) order by r.revision desc"""),
                Register.part("monitoring.load_rule", """
                        select p.code as title, '/monitoring/points/' || p.id || '/load-rule' as path
                        from monitoring.load_rule x join monitoring.point p on p.id = x.point_id where x.id = :key"""),
                Register.part("monitoring.load_choice", """
                        select p.code || ', ' || verdite.text(q.name, :language) || ', ' || to_char(x.month, 'YYYY-MM') as title,
                          '/monitoring/loads/' || x.point_id || '/' || x.parameter_code || '?year=' || extract(year from x.month) as path
                        from monitoring.load_choice x join monitoring.point p on p.id = x.point_id
                        join monitoring.parameter q on q.code = x.parameter_code where x.id = :key"""),
                Register.of("monitoring.tax_rate", """
                        select case when x.province = '' then 'CN' else x.province end as title, '/monitoring/tax/rates' as path
                        from monitoring.tax_rate x where x.id = :key"""),
                Register.of("monitoring.source", """
                        select name as title, '/monitoring/imports' as path from monitoring.source where id = :key""", """
                        select 'monitoring.source_mapping', id from monitoring.source_mapping where source_id = :key order by id desc"""),
                Register.part("monitoring.source_mapping", """
                        select s.name as title, '/monitoring/imports' as path
                        from monitoring.source_mapping x join monitoring.source s on s.id = x.source_id where x.id = :key"""),
                Register.of("monitoring.parameter", """
                        select verdite.text(name, :language) as title, '' as path from monitoring.parameter where code = :key""", """
                        select 'monitoring.parameter_alias', alias from monitoring.parameter_alias where parameter_code = :key order by alias""").named(),
                Register.part("monitoring.parameter_alias", """
                        select verdite.text(p.name, :language) as title, '' as path
                        from monitoring.parameter_alias x join monitoring.parameter p on p.code = x.parameter_code where x.alias = :key""").named());
        codes("monitoring.medium.", "monitoring.parameter.medium", "monitoring.tax_rate.medium");
        codes(
                "monitoring.load.kind.",
                "monitoring.load.kind",
                "monitoring.load_rule.counts",
                "monitoring.load_choice.counts");
        codes("monitoring.load.method.", "monitoring.load.method", "monitoring.load_rule.method");
        codes("monitoring.load.gap.", "monitoring.load.gap", "monitoring.load_rule.gap");
        codes("monitoring.load.nonDetect.", "monitoring.load.non_detect", "monitoring.load_rule.non_detect");
        codes("monitoring.load.why.", "monitoring.load.why");
        codes("monitoring.load.source.", "monitoring.load.source");
        codes("monitoring.fraction.", "monitoring.parameter.fraction", "monitoring.series.fraction");
        codes("monitoring.pointKind.", "monitoring.point.kind");
        codes("monitoring.statistic.", "monitoring.series.statistic");
        codes("monitoring.mode.", "monitoring.series.mode");
        codes("monitoring.kind.", "monitoring.exceedance.kind");
        codes("monitoring.review.state.", "monitoring.month_review.state");
        codes("monitoring.review.step.", "monitoring.month_review_step.step");
        codes("monitoring.rhythm.", "monitoring.gap.rhythm", "monitoring.expectation.rhythm");
        codes("monitoring.gap.state.", "monitoring.gap.state");
        codes("monitoring.doubt.state.", "monitoring.doubt.state");
        codes("monitoring.doubt.kind.", "monitoring.doubt.kind");
        codes("monitoring.suppress.state.", "monitoring.suppression.state");
        codes("monitoring.suppress.cause.", "monitoring.suppression.cause");
        codes("monitoring.import.state.", "monitoring.intake.state");
        pointers(
                "organisation.person",
                "monitoring.exceedance.acknowledged_by",
                "monitoring.doubt.settled_by",
                "monitoring.suppression.proposed_by",
                "monitoring.suppression.decided_by",
                "monitoring.suppression.lifted_by");
        pointers("monitoring.doubt", "monitoring.suppression.doubt_id");
        pointers("organisation.unit", "monitoring.segment.unit_id", "monitoring.source_mapping.unit_id");
    }
}
