package org.verdite.assessments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Certificates of management systems, what happened to them, and the sites they cover.
@Component
public class Certificates {

    private final JdbcClient jdbc;
    private final Access access;

    Certificates(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Records a certificate with its first event; needs {@link Permission#ASSESSMENTS_EDIT} at the holder.
    ///
    /// @throws Invalid when it covers no site, expires before it is issued, or its number is known
    @Transactional
    public CertificateId issue(NewCertificate c) {
        access.require(Permission.ASSESSMENTS_EDIT, c.holder());
        check(c);
        long id = insert(c);
        insertEvent(id, new NewEvent(EventKind.ISSUED, c.issued(), c.edition(), c.expires(), ""));
        c.sites().forEach(site -> insertSite(id, site, c.issued(), null));
        return new CertificateId(id);
    }

    private static void check(NewCertificate c) {
        var problems = new ArrayList<Invalid.Problem>();
        if (c.number().isBlank() || c.number().length() > 100) {
            problems.add(new Invalid.Problem("number", "ui.form.required", List.of()));
        }
        if (c.standard().isBlank() || c.edition().isBlank() || c.body().isBlank()) {
            problems.add(new Invalid.Problem("body", "ui.form.required", List.of()));
        }
        if (!c.expires().isAfter(c.issued())) {
            problems.add(new Invalid.Problem("expires", "assessments.invalid.expires", List.of()));
        }
        if (c.sites().isEmpty()) {
            problems.add(new Invalid.Problem("sites", "assessments.invalid.sites", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private long insert(NewCertificate c) {
        try {
            return jdbc.sql("""
                    insert into assessments.certificate (unit_id, number, standard, body, scope)
                    values (:unit, :number, :standard, :body, :scope) returning id""")
                    .param("unit", c.holder().value())
                    .param("number", c.number())
                    .param("standard", c.standard())
                    .param("body", c.body())
                    .param("scope", c.scope())
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        } catch (DuplicateKeyException known) {
            throw new Invalid("number", "assessments.invalid.number", c.number());
        }
    }

    /// Records what happened to a certificate, also later than it happened.
    ///
    /// @throws Refused when the certificate did not stand so on that day that this could happen
    @Transactional
    public long event(CertificateId certificate, NewEvent e) {
        access.require(Permission.ASSESSMENTS_EDIT, holder(certificate));
        var before = CertificateLife.on(e.happened(), events(certificate));
        if (!CertificateLife.allows(before, e.kind())) {
            throw new Refused("assessments.refused." + e.kind(), e.happened().toString());
        }
        if (e.kind() == EventKind.EDITION_CHANGED
                && (e.edition() == null || e.edition().isBlank())) {
            throw new Invalid("edition", "ui.form.required");
        }
        if (e.kind() == EventKind.RENEWED && e.expires() == null) {
            throw new Invalid("expires", "ui.form.required");
        }
        if (e.expires() != null && !e.expires().isAfter(e.happened())) {
            throw new Invalid("expires", "assessments.invalid.expires");
        }
        return insertEvent(certificate.value(), e);
    }

    /// Takes back an event that never happened; it stays readable as it was known before.
    @Transactional
    public void strike(CertificateId certificate, long event) {
        access.require(Permission.ASSESSMENTS_EDIT, holder(certificate));
        int struck = jdbc.sql("""
                update assessments.event set superseded_at = verdite.now()
                where id = :id and certificate_id = :certificate and superseded_at is null and kind <> 'ISSUED'""")
                .param("id", event)
                .param("certificate", certificate.value())
                .update();
        if (struck == 0) {
            throw new Refused("assessments.refused.strike");
        }
    }

    /// Adds a site to a certificate from a day on.
    @Transactional
    public void cover(CertificateId certificate, SiteId site, LocalDate from, @Nullable LocalDate to) {
        access.require(Permission.ASSESSMENTS_EDIT, holder(certificate));
        insertSite(certificate.value(), site, from, to);
    }

    /// A site leaves a certificate on a day.
    @Transactional
    public void uncover(CertificateId certificate, SiteId site, LocalDate to) {
        access.require(Permission.ASSESSMENTS_EDIT, holder(certificate));
        var from = jdbc.sql("""
                update assessments.certificate_site set superseded_at = verdite.now()
                where certificate_id = :certificate and site_id = :site and superseded_at is null
                  and valid_from < :to and (valid_to is null or valid_to > :to)
                returning valid_from""")
                .param("certificate", certificate.value())
                .param("site", site.value())
                .param("to", to)
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .optional()
                .orElseThrow(() -> new Refused("assessments.refused.notCovered"));
        insertSite(certificate.value(), site, from, to);
    }

    /// Says why a site is not certified and what is planned.
    @Transactional
    public long plan(NewPlan p) {
        UnitId unit = Places.unit(jdbc, p.site());
        access.require(Permission.ASSESSMENTS_EDIT, unit);
        return jdbc.sql("""
                insert into assessments.plan (site_id, unit_id, standard, note, accepted_by, valid_from, valid_to)
                values (:site, :unit, :standard, cast(:note as jsonb), :by, :from, :to) returning id""")
                .param("site", p.site().value())
                .param("unit", unit.value())
                .param("standard", p.standard())
                .param("note", p.note().json())
                .param("by", p.acceptedBy())
                .param("from", p.from())
                .param("to", p.to())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// The name under which evidence files and other rooms link to a certificate.
    public static Origin origin(CertificateId id, String number) {
        return new Origin("assessments", "certificate", id.toString(), number, "/assessments/certificates/" + id);
    }

    private long insertEvent(long certificate, NewEvent e) {
        return Twice.refused(() -> jdbc.sql("""
                insert into assessments.event (certificate_id, kind, happened, edition, expires, note)
                values (:certificate, :kind, :happened, :edition, :expires, :note) returning id""")
                .param("certificate", certificate)
                .param("kind", e.kind().name())
                .param("happened", e.happened())
                .param("edition", e.edition())
                .param("expires", e.expires())
                .param("note", e.note())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    private void insertSite(long certificate, SiteId site, LocalDate from, @Nullable LocalDate to) {
        jdbc.sql("""
                insert into assessments.certificate_site (certificate_id, site_id, unit_id, valid_from, valid_to)
                values (:certificate, :site, :unit, :from, :to)""")
                .param("certificate", certificate)
                .param("site", site.value())
                .param("unit", Places.unit(jdbc, site).value())
                .param("from", from)
                .param("to", to)
                .update();
    }

    private UnitId holder(CertificateId certificate) {
        return jdbc.sql("select unit_id from assessments.certificate where id = :id")
                .param("id", certificate.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("certificate " + certificate));
    }

    private List<CertificateLife.Event> events(CertificateId certificate) {
        return jdbc.sql("""
                select kind, happened, expires from assessments.event
                where certificate_id = :id and superseded_at is null order by id""")
                .param("id", certificate.value())
                .query((rs, _) -> new CertificateLife.Event(
                        EventKind.valueOf(rs.getString(1)),
                        rs.getObject(2, LocalDate.class),
                        rs.getObject(3, LocalDate.class)))
                .list();
    }
}
