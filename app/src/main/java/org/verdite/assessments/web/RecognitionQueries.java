package org.verdite.assessments.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.assessments.NewRecognition.Level;
import org.verdite.assessments.NewRecognition.Scheme;
import org.verdite.assessments.NewResult.Outcome;
import org.verdite.assessments.web.AssessmentPages.RecognitionLine;
import org.verdite.assessments.web.AssessmentPages.ResultLine;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// Reads recognitions and assessment results for their pages and their JSON.
@Component
@Transactional(readOnly = true)
class RecognitionQueries {

    private static final String LINE = """
            select r.*, s.name, g.recognition_id is not null as counts
            from assessments.recognition r
            join organisation.pub_site s on s.id = r.site_id
            left join assessments.pub_recognised(:on, :known) g on g.recognition_id = r.id
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Today today;

    RecognitionQueries(JdbcClient jdbc, Access access, Today today) {
        this.jdbc = jdbc;
        this.access = access;
        this.today = today;
    }

    public AssessmentPages.RecognitionList recognitions(Filters filters, Texts t) {
        var where = new StringBuilder(
                " where r.recorded_at <= :known and (r.superseded_at is null or r.superseded_at > :known)");
        if (filters.has("scheme")) {
            where.append(" and r.scheme = :scheme");
        }
        if (filters.has("level")) {
            where.append(" and r.level = :level");
        }
        if (filters.has("on")) {
            where.append(" and g.recognition_id is not null");
        }
        LocalDate on = today.on(filters);
        var lines = jdbc.sql(LINE + where + " order by r.scheme, r.level, s.code, r.listed limit 2000")
                .param("on", on)
                .param("known", today.known(filters).atOffset(ZoneOffset.UTC))
                .param("scheme", filters.get("scheme"))
                .param("level", filters.get("level"))
                .query((rs, _) -> recognition(rs))
                .list();
        return new AssessmentPages.RecognitionList(
                lines,
                filters,
                CertificateQueries.words("assessments.scheme.", Scheme.values(), t),
                CertificateQueries.words("assessments.level.", Level.values(), t),
                on,
                access.mayAnywhere(Permission.ASSESSMENTS_EDIT));
    }

    public AssessmentPages.RecognitionPage recognition(long id, Form form) {
        var line = jdbc.sql(LINE + " where r.id = :id")
                .param("id", id)
                .param("on", today.date())
                .param("known", today.known(new Filters("", java.util.Map.of())).atOffset(ZoneOffset.UTC))
                .query((rs, _) -> recognition(rs))
                .optional()
                .orElseThrow(() -> new NotHere("recognition " + id));
        boolean open = line.supersededAt() == null && line.delisted() == null;
        return new AssessmentPages.RecognitionPage(
                line, open && access.may(Permission.ASSESSMENTS_EDIT, new UnitId(line.unitId())), form);
    }

    private static RecognitionLine recognition(ResultSet rs) throws SQLException {
        OffsetDateTime superseded = rs.getObject("superseded_at", OffsetDateTime.class);
        return new RecognitionLine(
                rs.getLong("id"),
                rs.getInt("unit_id"),
                Json.text(rs.getString("name")),
                rs.getString("scheme"),
                rs.getString("level"),
                rs.getObject("listed", LocalDate.class),
                rs.getObject("delisted", LocalDate.class),
                rs.getInt("list_year"),
                rs.getString("source"),
                rs.getString("note"),
                rs.getBoolean("counts"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                superseded == null ? null : superseded.toInstant());
    }

    /// Every site of the scheme's kinds that is in scope on the day, with its latest result.
    public AssessmentPages.ResultList results(Filters filters, Texts t) {
        String scheme = filters.get("scheme").equals("GREEN_FACTORY") ? "GREEN_FACTORY" : "GREEN_MINE";
        LocalDate on = today.on(filters);
        var all = jdbc.sql("""
                select a.result_id, s.id, s.name, s.kind, coalesce(a.outcome, 'NOT_ASSESSED') as outcome, a.assessed_on,
                  coalesce(a.assessed_by, '') as by, coalesce(a.edition, '') as edition, a.score, coalesce(a.note, '') as note
                from organisation.pub_members('ISO_SCOPE', :on, :known) m
                join organisation.pub_site s on s.id = m.site_id
                left join assessments.pub_result(:on, :known) a on a.site_id = s.id and a.scheme = :scheme
                where s.kind in (:kinds) and (m.standing = 'IN' or m.standing = 'PENDING' and m.due <= :on)
                order by s.code""")
                .param("on", on)
                .param("known", today.known(filters).atOffset(ZoneOffset.UTC))
                .param("scheme", scheme)
                .param(
                        "kinds",
                        scheme.equals("GREEN_MINE") ? List.of("MINE") : List.of("SMELTER", "REFINERY", "PROCESSING"))
                .query((rs, _) -> result(rs))
                .list();
        return new AssessmentPages.ResultList(
                all.stream()
                        .filter(l -> !filters.has("outcome") || l.outcome().equals(filters.get("outcome")))
                        .toList(),
                filters,
                scheme,
                CertificateQueries.words("assessments.outcome.", Outcome.values(), t),
                on,
                (int) all.stream().filter(l -> l.outcome().equals("MET")).count(),
                all.size(),
                access.mayAnywhere(Permission.ASSESSMENTS_EDIT));
    }

    private static ResultLine result(ResultSet rs) throws SQLException {
        return new ResultLine(
                rs.getObject("result_id", Long.class),
                rs.getInt("id"),
                Json.text(rs.getString("name")),
                rs.getString("kind"),
                rs.getString("outcome"),
                rs.getObject("assessed_on", LocalDate.class),
                rs.getString("by"),
                rs.getString("edition"),
                rs.getBigDecimal("score"),
                rs.getString("note"));
    }
}
