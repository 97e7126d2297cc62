package org.verdite.assessments.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// Certificates with their events and sites, recognitions, results and plans.
@Component
class AssessmentRecords extends SqlRecords {

    AssessmentRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("assessments.certificate", """
                        select standard || ' ' || number as title, '/assessments/certificates/' || id as path from assessments.certificate where id = :key""", """
                        select 'assessments.event', id from assessments.event where certificate_id = :key order by id desc""", """
                        select 'assessments.certificate_site', id from assessments.certificate_site where certificate_id = :key order by id desc"""),
                Register.part("assessments.event", """
                        select c.standard || ' ' || c.number as title, '/assessments/certificates/' || c.id as path
                        from assessments.event x join assessments.certificate c on c.id = x.certificate_id where x.id = :key"""),
                Register.part("assessments.certificate_site", """
                        select c.standard || ' ' || c.number as title, '/assessments/certificates/' || c.id as path
                        from assessments.certificate_site x join assessments.certificate c on c.id = x.certificate_id where x.id = :key"""),
                Register.part("assessments.plan", """
                        select (select verdite.text(s.name, :language) from organisation.pub_site s where s.id = x.site_id) as title, '/assessments/coverage' as path
                        from assessments.plan x where x.id = :key"""),
                Register.of("assessments.recognition", """
                        select (select verdite.text(s.name, :language) from organisation.pub_site s where s.id = x.site_id) || ', ' || x.list_year as title,
                          '/assessments/recognitions/' || x.id as path from assessments.recognition x where x.id = :key""", """
                        select 'assessments.recognition', r.id from assessments.recognition r join assessments.recognition x on x.id = :key
                        and (r.site_id, r.scheme, r.level, r.listed) = (x.site_id, x.scheme, x.level, x.listed) order by r.id desc"""),
                Register.of("assessments.result", """
                        select (select verdite.text(s.name, :language) from organisation.pub_site s where s.id = x.site_id) || ', ' || x.edition as title,
                          '/assessments/results?scheme=' || x.scheme as path from assessments.result x where x.id = :key""", """
                        select 'assessments.result', r.id from assessments.result r join assessments.result x on x.id = :key
                        and (r.site_id, r.scheme, r.edition, r.assessed_on) = (x.site_id, x.scheme, x.edition, x.assessed_on) order by r.id desc"""));
        codes("assessments.event.", "assessments.event.kind");
        codes("assessments.scheme.", "assessments.recognition.scheme", "assessments.result.scheme");
        codes("assessments.level.", "assessments.recognition.level");
        codes("assessments.outcome.", "assessments.result.outcome");
    }
}
