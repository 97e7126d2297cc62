package org.verdite.assessments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private final CertificateSites sites;

    Certificates(JdbcClient jdbc, Access access, CertificateSites sites) {
        this.jdbc = jdbc;
        this.access = access;
        this.sites = sites;
    }

    /// Records a certificate with its first event; needs {@link Permission#ASSESSMENTS_EDIT} at the holder and at each
    /// site.
    ///
    /// @throws Invalid when it covers no site, expires before it is issued, or its number is known
    @Transactional
    public CertificateId issue(NewCertificate c) {
        access.require(Permission.ASSESSMENTS_EDIT, c.holder());
        check(c);
        long id = insert(c);
        insertEvent(id, new NewEvent(EventKind.ISSUED, c.issued(), c.edition(), c.expires(), ""));
        for (SiteId site : new LinkedHashSet<>(c.sites())) {
            sites.add(new CertificateId(id), site, Places.editable(jdbc, access, site), c.issued(), null);
        }
        return new CertificateId(id);
    }

    private static void check(NewCertificate c) {
        var problems = new ArrayList<Invalid.Problem>();
        if (c.number().isBlank() || c.number().length() > 100) {
            problems.add(new Invalid.Problem("number", "ui.form.required", List.of()));
        }
        said(problems, "standard", c.standard(), 100);
        said(problems, "edition", c.edition(), 20);
        said(problems, "body", c.body(), 200);
        if (c.scope().length() > 1000) {
            problems.add(new Invalid.Problem(
                    "scope", "ui.form.tooLong", List.of(1000, c.scope().length())));
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

    private static void said(List<Invalid.Problem> problems, String field, String text, int most) {
        if (text.isBlank()) {
            problems.add(new Invalid.Problem(field, "ui.form.required", List.of()));
        } else if (text.length() > most) {
            problems.add(new Invalid.Problem(field, "ui.form.tooLong", List.of(most, text.length())));
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
        String edition = e.edition() == null ? "" : e.edition();
        Places.within(Map.of("note", e.note()), 500);
        Places.within(Map.of("edition", edition), 20);
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
                update assessments.event set superseded_at = verdite.now(), superseded_by = verdite.who()
                where id = :id and certificate_id = :certificate and superseded_at is null and kind <> 'ISSUED'""")
                .param("id", event)
                .param("certificate", certificate.value())
                .update();
        if (struck == 0) {
            throw new Refused("assessments.refused.strike");
        }
    }

    /// Adds a site to a certificate from a day on; needs {@link Permission#ASSESSMENTS_EDIT} at the holder and the
    /// site.
    ///
    /// @throws Invalid when it would end before it begins
    /// @throws Refused when the certificate covers the site in that time already
    @Transactional
    public void cover(CertificateId certificate, SiteId site, LocalDate from, @Nullable LocalDate to) {
        access.require(Permission.ASSESSMENTS_EDIT, holder(certificate));
        if (to != null && !to.isAfter(from)) {
            throw new Invalid("to", "assessments.invalid.expires");
        }
        sites.add(certificate, site, Places.editable(jdbc, access, site), from, to);
    }

    /// A site leaves a certificate on a day.
    @Transactional
    public void uncover(CertificateId certificate, SiteId site, LocalDate to) {
        access.require(Permission.ASSESSMENTS_EDIT, holder(certificate));
        sites.end(certificate, site, to);
    }

    /// Says why a site is not certified and what is planned; said again from the same day, it replaces what was said.
    @Transactional
    public long plan(NewPlan p) {
        UnitId unit = Places.editable(jdbc, access, p.site());
        for (String text : p.note().texts().values()) {
            Places.within(Map.of("note", text), 500);
        }
        Places.within(Map.of("acceptedBy", p.acceptedBy()), 200);
        Places.within(Map.of("standard", p.standard()), 100);
        LocalDate to = p.to();
        if (to != null && !to.isAfter(p.from())) {
            throw new Invalid("to", "assessments.invalid.expires");
        }
        jdbc.sql("""
                update assessments.plan set superseded_at = verdite.now(), superseded_by = verdite.who()
                where site_id = :site and standard = :standard and superseded_at is null and valid_from = :from""")
                .param("site", p.site().value())
                .param("standard", p.standard())
                .param("from", p.from())
                .update();
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
