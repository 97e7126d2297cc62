package org.verdite.obligations.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// Limit sets with their limits; a limit's history is that of all its revisions.
@Component
class ObligationRecords extends SqlRecords {

    ObligationRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("obligations.standard", """
                        select code || ' ' || edition as title, '/obligations/documents/' || id as path from obligations.standard where id = :key""", """
                        select 'obligations.clause', id from obligations.clause where standard_id = :key order by place, id"""),
                Register.part("obligations.clause", """
                        select s.code || ' ' || s.edition || ' ' || x.number as title, '/obligations/documents/' || s.id as path
                        from obligations.clause x join obligations.standard s on s.id = x.standard_id where x.id = :key"""),
                Register.of("obligations.limit_set", """
                        select s.code || case when s.edition = '' then '' else ' ' || s.edition end || ' ' || verdite.text(s.name, :language) as title,
                          '/obligations/sets/' || s.id as path from obligations.limit_set s where s.id = :key""", """
                        select 'obligations.limit', revision from obligations.limit where set_id = :key order by revision desc""", """
                        select 'obligations.reference', id from obligations.reference where permit_id = :key order by id desc""", """
                        select 'obligations.quota', revision from obligations.quota where set_id = :key order by revision desc"""),
                Register.of("obligations.quota", """
                        select s.code || ', ' || verdite.text(x.parameter_name, :language) as title, '/obligations/sets/' || s.id || '/quotas' as path
                        from obligations.quota x join obligations.limit_set s on s.id = x.set_id where x.revision = :key""", """
                        select 'obligations.quota', r.revision from obligations.quota r
                        join obligations.quota x on x.revision = :key and r.id = x.id order by r.revision desc"""),
                Register.part("obligations.reference", """
                        select s.code || case when s.edition = '' then '' else ' ' || s.edition end || ' ' || verdite.text(s.name, :language) as title,
                          '/obligations/sets/' || s.id as path
                        from obligations.reference x join obligations.limit_set s on s.id = x.permit_id where x.id = :key"""),
                Register.of("obligations.limit", """
                        select s.code || ', ' || verdite.text(x.parameter_name, :language) as title, '/obligations/sets/' || s.id as path
                        from obligations.limit x join obligations.limit_set s on s.id = x.set_id where x.revision = :key""", """
                        select 'obligations.limit', r.revision from obligations.limit r
                        join obligations.limit x on x.revision = :key and r.id = x.id order by r.revision desc"""));
        codes("obligations.documents.state.", "obligations.standard.state");
        codes("obligations.side.", "obligations.limit_set.side");
        codes("obligations.kind.", "obligations.limit.kind");
        codes("obligations.fraction.", "obligations.limit.fraction");
        codes("obligations.statistic.", "obligations.limit.statistic");
        codes("obligations.anchor.", "obligations.limit.anchor");
        codes("obligations.operator.", "obligations.limit.operator");
        codes("obligations.rounding.", "obligations.limit.rounding");
        codes("obligations.pointKind.", "obligations.limit.point_class", "obligations.reference.point_class");
        codes("obligations.period.", "obligations.quota.period");
        codes("obligations.nonDetect.", "obligations.limit.nondetect");
        codes("obligations.inMean.", "obligations.limit.nondetect_mean");
    }
}
