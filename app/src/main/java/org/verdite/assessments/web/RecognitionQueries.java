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
import org.verdite.assessments.Assessments;
import org.verdite.assessments.NewRecognition.Level;
import org.verdite.assessments.NewRecognition.Scheme;
import org.verdite.assessments.NewResult.Outcome;
import org.verdite.assessments.Recognitions;
import org.verdite.assessments.web.AssessmentPages.RecognitionLine;
import org.verdite.assessments.web.AssessmentPages.ResultLine;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceFile;
import org.verdite.indicators.RollUp;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Attachment;
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

    /// Below the unit asked for, by the tree asked for.
    private static final String BELOW =
            " and (cast(:unit as int) is null or s.unit_id in (select organisation.pub_below(cast(:unit as int), :structure, :known)))";

    private final JdbcClient jdbc;
    private final Access access;
    private final Today today;
    private final Evidence evidence;
    private final CoverageQueries coverage;

    RecognitionQueries(JdbcClient jdbc, Access access, Today today, Evidence evidence, CoverageQueries coverage) {
        this.jdbc = jdbc;
        this.access = access;
        this.today = today;
        this.evidence = evidence;
        this.coverage = coverage;
    }

    public AssessmentPages.RecognitionList recognitions(Filters filters, RollUp rollUp, Texts t) {
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
        if (filters.has("boundary")) {
            where.append(" and (r.site_id in (select m.site_id from organisation.pub_members(:boundary, :on, :known) m"
                    + " where m.standing = 'IN')"
                    + " or :boundary = 'ALL_OWNED' and not organisation.pub_kept('ALL_OWNED', r.site_id, :known))");
        }
        where.append(BELOW);
        var request = coverage.request("", filters, rollUp);
        LocalDate on = today.on(filters);
        var lines = jdbc.sql(LINE + where + " order by r.scheme, r.level, s.code, r.listed limit 2000")
                .param("on", on)
                .param("known", request.known().atOffset(ZoneOffset.UTC))
                .param("boundary", request.boundary())
                .param("unit", request.unit() == null ? null : request.unit().value())
                .param("structure", request.structureDate())
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
                access.mayAnywhere(Permission.ASSESSMENTS_EDIT),
                coverage.files("recognition"),
                today.said(filters, t));
    }

    public AssessmentPages.RecognitionPage recognition(long id, Form form) {
        var line = jdbc.sql(LINE + " where r.id = :id")
                .param("id", id)
                .param("on", today.date())
                .param("known", today.known(new Filters("", java.util.Map.of())).atOffset(ZoneOffset.UTC))
                .query((rs, _) -> recognition(rs))
                .optional()
                .orElseThrow(() -> new NotHere("recognition " + id));
        boolean may = line.supersededAt() == null && access.may(Permission.ASSESSMENTS_EDIT, new UnitId(line.unitId()));
        return new AssessmentPages.RecognitionPage(
                line,
                may && line.delisted() == null,
                may,
                struck("recognition", id),
                files(id),
                access.may(Permission.EVIDENCE_ADD, new UnitId(line.unitId())),
                form);
    }

    private String struck(String table, long id) {
        return jdbc.sql("select coalesce(struck_because, '') from assessments." + table + " where id = :id")
                .param("id", id)
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    /// Files of a listing stay with it when it is delisted: that is another row of the same listing.
    private List<Attachment> files(long id) {
        return jdbc
                .sql("""
                select o.id, o.source from assessments.recognition r
                join assessments.recognition o on (o.site_id, o.scheme, o.level, o.listed) = (r.site_id, r.scheme, r.level, r.listed)
                where r.id = :id order by o.id""")
                .param("id", id)
                .query((rs, _) -> Recognitions.origin(rs.getLong(1), rs.getString(2)))
                .list()
                .stream()
                .flatMap(o -> evidence.of(o).stream())
                .map(EvidenceFile::attachment)
                .toList();
    }

    public AssessmentPages.ResultPage result(long id, Form form) {
        return jdbc.sql("""
                select r.*, r.id as result_id, s.id as site, s.name, s.kind, r.assessed_by as by from assessments.result r
                join organisation.pub_site s on s.id = r.site_id where r.id = :id""")
                .param("id", id)
                .query((rs, _) -> {
                    var unit = new UnitId(rs.getInt("unit_id"));
                    var superseded = rs.getObject("superseded_at", OffsetDateTime.class);
                    return new AssessmentPages.ResultPage(
                            result(rs, rs.getInt("site")),
                            rs.getString("scheme"),
                            rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            superseded == null ? null : superseded.toInstant(),
                            struck("result", id),
                            superseded == null && access.may(Permission.ASSESSMENTS_EDIT, unit),
                            evidence.of(Assessments.origin(id, rs.getString("by"))).stream()
                                    .map(EvidenceFile::attachment)
                                    .toList(),
                            access.may(Permission.EVIDENCE_ADD, unit),
                            form);
                })
                .optional()
                .orElseThrow(() -> new NotHere("result " + id));
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
    public AssessmentPages.ResultList results(Filters filters, RollUp rollUp, Texts t) {
        String scheme = filters.get("scheme").equals("GREEN_FACTORY") ? "GREEN_FACTORY" : "GREEN_MINE";
        var request = coverage.request("", filters, rollUp);
        LocalDate on = request.on();
        var all = jdbc.sql("""
                select a.result_id, s.id, s.name, s.kind, coalesce(a.outcome, 'NOT_ASSESSED') as outcome, a.assessed_on,
                  coalesce(a.assessed_by, '') as by, coalesce(a.edition, '') as edition, a.score, coalesce(a.note, '') as note
                from organisation.pub_members(:boundary, :on, :known) m
                join organisation.pub_site s on s.id = m.site_id
                left join assessments.pub_result(:on, :known) a on a.site_id = s.id and a.scheme = :scheme
                where s.kind in (:kinds) and (m.standing = 'IN' or m.standing = 'PENDING' and m.due <= :on)
                """ + BELOW + " order by s.code")
                .param("on", on)
                .param("known", request.known().atOffset(ZoneOffset.UTC))
                .param("boundary", request.boundary())
                .param("unit", request.unit() == null ? null : request.unit().value())
                .param("structure", request.structureDate())
                .param("scheme", scheme)
                .param(
                        "kinds",
                        scheme.equals("GREEN_MINE") ? List.of("MINE") : List.of("SMELTER", "REFINERY", "PROCESSING"))
                .query((rs, _) -> result(rs, rs.getInt("id")))
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
                access.mayAnywhere(Permission.ASSESSMENTS_EDIT),
                coverage.files("result"),
                today.said(filters, t));
    }

    private static ResultLine result(ResultSet rs, int site) throws SQLException {
        return new ResultLine(
                rs.getObject("result_id", Long.class),
                site,
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
