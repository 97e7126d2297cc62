package org.verdite.assessments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Refused;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Which sites a certificate covers, in valid and in recorded time. Called by the verbs of {@link Certificates}.
@Component
class CertificateSites {

    private final JdbcClient jdbc;

    CertificateSites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws Refused when the certificate covers the site in that time already
    void add(CertificateId certificate, SiteId site, UnitId unit, LocalDate from, @Nullable LocalDate to) {
        boolean there = jdbc.sql("""
                select exists (select from assessments.certificate_site
                where certificate_id = :certificate and site_id = :site and superseded_at is null
                  and (valid_to is null or valid_to > :from) and (cast(:to as date) is null or valid_from < cast(:to as date)))""")
                .param("certificate", certificate.value())
                .param("site", site.value())
                .param("from", from)
                .param("to", to)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (there) {
            throw new Refused("assessments.refused.coveredBefore");
        }
        insert(certificate, site, unit, from, to);
    }

    /// @throws Refused when the certificate does not cover the site on that day
    void end(CertificateId certificate, SiteId site, LocalDate to) {
        record Ended(LocalDate from, UnitId unit) {}
        var ended = jdbc.sql("""
                update assessments.certificate_site set superseded_at = verdite.now(), superseded_by = verdite.who()
                where certificate_id = :certificate and site_id = :site and superseded_at is null
                  and valid_from < :to and (valid_to is null or valid_to > :to)
                returning valid_from, unit_id""")
                .param("certificate", certificate.value())
                .param("site", site.value())
                .param("to", to)
                .query((rs, _) -> new Ended(rs.getObject(1, LocalDate.class), new UnitId(rs.getInt(2))))
                .optional()
                .orElseThrow(() -> new Refused("assessments.refused.notCovered"));
        insert(certificate, site, ended.unit(), ended.from(), to);
    }

    private void insert(CertificateId certificate, SiteId site, UnitId unit, LocalDate from, @Nullable LocalDate to) {
        jdbc.sql("""
                insert into assessments.certificate_site (certificate_id, site_id, unit_id, valid_from, valid_to)
                values (:certificate, :site, :unit, :from, :to)""")
                .param("certificate", certificate.value())
                .param("site", site.value())
                .param("unit", unit.value())
                .param("from", from)
                .param("to", to)
                .update();
    }
}
