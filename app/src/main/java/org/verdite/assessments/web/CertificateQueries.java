package org.verdite.assessments.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.assessments.EventKind;
import org.verdite.assessments.Standing;
import org.verdite.assessments.web.AssessmentPages.CertificateLine;
import org.verdite.assessments.web.AssessmentPages.Covered;
import org.verdite.assessments.web.AssessmentPages.Event;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;

/// Reads certificates for their pages and their JSON.
@Component
@Transactional(readOnly = true)
class CertificateQueries {

    private static final String LINE = """
            select c.id, c.number, c.standard, coalesce(p.edition, '') as edition, c.body, c.unit_id, c.scope,
              coalesce(p.expires, date '2200-01-01') as expires, p.standing,
              (select count(*) from assessments.certificate_site x where x.certificate_id = c.id and x.superseded_at is null) as sites,
              (select s.name from assessments.certificate_site x join organisation.pub_site s on s.id = x.site_id
               where x.certificate_id = c.id and x.superseded_at is null order by x.id limit 1) as site
            from assessments.certificate c
            join assessments.pub_standing(:on) p on p.certificate_id = c.id
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Today today;

    CertificateQueries(JdbcClient jdbc, Access access, Today today) {
        this.jdbc = jdbc;
        this.access = access;
        this.today = today;
    }

    public AssessmentPages.CertificateList list(Filters filters, Texts t) {
        var keyset = Keyset.of(filters, 25, "expires date", "id bigint");
        var where = new StringBuilder("true");
        if (filters.has("standing")) {
            where.append(" and p.standing = :standing");
        }
        if (filters.has("site")) {
            where.append(
                    " and exists (select from assessments.certificate_site x where x.certificate_id = c.id and x.site_id = :site)");
        }
        LocalDate on = today.on(filters);
        var rows = jdbc.sql("select * from (" + LINE + " where " + where + ") as l where " + keyset.where()
                        + keyset.orderAndLimit())
                .param("on", on)
                .param("standing", filters.get("standing"))
                .param("site", filters.get("site").matches("\\d{1,9}") ? Integer.parseInt(filters.get("site")) : 0)
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return new AssessmentPages.CertificateList(
                keyset.page(rows, row -> List.of(row.expires(), row.id())),
                filters,
                words("assessments.standing.", Standing.values(), t),
                access.mayAnywhere(Permission.ASSESSMENTS_EDIT),
                on);
    }

    static Map<String, String> words(String prefix, Enum<?>[] constants, Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (Enum<?> constant : constants) {
            words.put(constant.name(), t.of(prefix + constant.name()));
        }
        return words;
    }

    public AssessmentPages.Certificate certificate(long id, Form form, Texts t) {
        return jdbc.sql(LINE + " where c.id = :id")
                .param("on", today.date())
                .param("id", id)
                .query((rs, _) -> {
                    var line = line(rs);
                    int unit = rs.getInt("unit_id");
                    var events = events(id);
                    return new AssessmentPages.Certificate(
                            line,
                            unit,
                            holder(unit),
                            rs.getString("scope"),
                            events.stream()
                                    .filter(e -> e.kind().equals("ISSUED"))
                                    .map(Event::happened)
                                    .findFirst()
                                    .orElse(null),
                            events,
                            sites(id),
                            files(id),
                            access.may(Permission.ASSESSMENTS_EDIT, new UnitId(unit)),
                            access.may(Permission.EVIDENCE_ADD, new UnitId(unit)),
                            kinds(t),
                            sites(t),
                            covered(id, t),
                            form,
                            today.date());
                })
                .optional()
                .orElseThrow(() -> new NotHere("certificate " + id));
    }

    private static Map<String, String> kinds(Texts t) {
        var kinds = words("assessments.event.", EventKind.values(), t);
        kinds.remove("ISSUED");
        return kinds;
    }

    private org.verdite.shared.LocalText holder(int unit) {
        return jdbc.sql("select name from organisation.pub_unit where id = :id")
                .param("id", unit)
                .query((rs, _) -> Json.text(rs.getString(1)))
                .optional()
                .orElse(Json.text(null));
    }

    private List<Event> events(long id) {
        return jdbc.sql("select * from assessments.event where certificate_id = :id order by happened, id")
                .param("id", id)
                .query((rs, _) -> event(rs))
                .list();
    }

    private static Event event(ResultSet rs) throws SQLException {
        OffsetDateTime superseded = rs.getObject("superseded_at", OffsetDateTime.class);
        @Nullable String edition = rs.getString("edition");
        return new Event(
                rs.getLong("id"),
                rs.getString("kind"),
                rs.getObject("happened", LocalDate.class),
                edition == null ? "" : edition,
                rs.getObject("expires", LocalDate.class),
                rs.getString("note"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                superseded == null ? null : superseded.toInstant());
    }

    private List<Covered> sites(long id) {
        return jdbc.sql("""
                select s.id, s.name, x.valid_from, x.valid_to from assessments.certificate_site x
                join organisation.pub_site s on s.id = x.site_id
                where x.certificate_id = :id and x.superseded_at is null order by s.code, x.valid_from""")
                .param("id", id)
                .query((rs, _) -> new Covered(
                        rs.getInt("id"),
                        Json.text(rs.getString("name")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }

    private Map<String, String> covered(long id, Texts t) {
        var covered = new LinkedHashMap<String, String>();
        sites(id).stream()
                .filter(s -> s.to() == null)
                .forEach(s -> covered.put(String.valueOf(s.site()), t.of(s.name())));
        return covered;
    }

    private List<AssessmentPages.File> files(long id) {
        return jdbc.sql("""
                select id, name, sha256 from documents.pub_evidence
                where room = 'assessments' and kind = 'certificate' and key = :key order by kept_at, id""")
                .param("key", String.valueOf(id))
                .query((rs, _) ->
                        new AssessmentPages.File(rs.getLong("id"), rs.getString("name"), rs.getString("sha256")))
                .list();
    }

    public AssessmentPages.NewCertificatePage fresh(Form form, Texts t) {
        return new AssessmentPages.NewCertificatePage(form, units(t), sites(t));
    }

    private Map<String, String> units(Texts t) {
        return options("""
                select u.id, verdite.text(u.name, :lang) as name from organisation.pub_unit u
                where u.kind in ('GROUP', 'REGION', 'SUBSIDIARY', 'SITE') order by u.code limit 2000""", t);
    }

    Map<String, String> sites(Texts t) {
        return options(
                "select s.id, verdite.text(s.name, :lang) as name from organisation.pub_site s order by s.code", t);
    }

    private Map<String, String> options(String sql, Texts t) {
        var options = new LinkedHashMap<String, String>();
        jdbc.sql(sql).param("lang", t.language()).query(rs -> {
            options.put(rs.getString("id"), rs.getString("name"));
        });
        return options;
    }

    private static CertificateLine line(ResultSet rs) throws SQLException {
        @Nullable String site = rs.getString("site");
        return new CertificateLine(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getString("standard"),
                rs.getString("edition"),
                rs.getString("body"),
                site == null ? null : Json.text(site),
                rs.getInt("sites"),
                rs.getObject("expires", LocalDate.class),
                rs.getString("standing"));
    }
}
