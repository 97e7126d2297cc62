package org.verdite.assessments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Change;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Phrase;
import org.verdite.ui.Json;

/// What was recorded after a figure was published and bears on it.
@Component
class Changes {

    /// A site came into the boundary, left it or was excluded: the denominator, and what is listed, follow.
    private static final String MEMBERS = """
            union all
            select '' as subject, 'MEMBER.' || case when m.before then 'ENDED' else m.standing end as what,
              case when m.before then m.valid_to else m.valid_from end as day, m.reason as note, m.recorded_at as at, m.recorded_by as who,
              '/organisation/sites/' || s.id as path, s.name
            from organisation.pub_membership_changes(:boundary, :since, :known) m join organisation.pub_site s on s.id = m.site_id
            where case when m.before then m.valid_to else m.valid_from end <= :on and s.kind in (:kinds)""";

    private static final String EVENTS = """
            select c.number as subject, e.kind as what, e.happened as day, e.note, e.recorded_at as at, e.recorded_by as who,
              '/assessments/certificates/' || c.id as path, cast(null as jsonb) as name
            from assessments.event e join assessments.certificate c on c.id = e.certificate_id
            where e.happened <= :on and e.recorded_at > :since and e.recorded_at <= :known and c.standard = 'ISO 14001'
              and e.kind <> 'SURVEILLANCE'
            union all
            select c.number, 'STRUCK', e.happened, e.note, e.superseded_at, coalesce(e.superseded_by, ''), '/assessments/certificates/' || c.id, null
            from assessments.event e join assessments.certificate c on c.id = e.certificate_id
            where e.happened <= :on and e.recorded_at <= :since and e.superseded_at > :since and e.superseded_at <= :known
              and c.standard = 'ISO 14001' and e.kind <> 'SURVEILLANCE'
            union all
            select c.number, case when left_ then 'UNCOVERED' else 'COVERED' end, case when left_ then cs.valid_to else cs.valid_from end, '',
              cs.recorded_at, coalesce(cs.recorded_by, ''), '/assessments/certificates/' || c.id, s.name
            from assessments.certificate_site cs join assessments.certificate c on c.id = cs.certificate_id
            join organisation.pub_site s on s.id = cs.site_id
            cross join lateral (select exists (select from assessments.certificate_site o where o.certificate_id = cs.certificate_id
              and o.site_id = cs.site_id and o.valid_from = cs.valid_from and o.id < cs.id) as left_) k
            where cs.recorded_at > :since and cs.recorded_at <= :known and c.recorded_at <= :since and c.standard = 'ISO 14001'
              and case when left_ then cs.valid_to else cs.valid_from end <= :on
            """ + MEMBERS + " order by at";

    private static final String RESULTS = """
            select r.assessed_by as subject, 'RESULT.' || r.outcome as what, r.assessed_on as day, r.note, r.recorded_at as at,
              r.recorded_by as who, '/assessments/results/' || r.id as path, s.name
            from assessments.result r join organisation.pub_site s on s.id = r.site_id
            where r.scheme = :scheme and r.assessed_on <= :on and r.recorded_at > :since and r.recorded_at <= :known
            union all
            select r.assessed_by, 'RESULT.STRUCK', r.assessed_on, coalesce(r.struck_because, ''), r.superseded_at, coalesce(r.superseded_by, ''),
              '/assessments/results/' || r.id, s.name
            from assessments.result r join organisation.pub_site s on s.id = r.site_id
            where r.scheme = :scheme and r.assessed_on <= :on and r.recorded_at <= :since and r.superseded_at > :since
              and r.superseded_at <= :known
            """ + MEMBERS + " order by at";

    private static final String LISTS = """
            select r.source as subject, case when r.delisted is null then 'LISTED' else 'DELISTED' end as what,
              coalesce(r.delisted, r.listed) as day, r.note, r.recorded_at as at, r.recorded_by as who,
              '/assessments/recognitions/' || r.id as path, s.name
            from assessments.recognition r join organisation.pub_site s on s.id = r.site_id
            where r.scheme = :scheme and r.listed <= :on and r.recorded_at > :since and r.recorded_at <= :known
            union all
            select r.source, 'UNLISTED', r.listed, r.struck_because, r.superseded_at, coalesce(r.superseded_by, ''),
              '/assessments/recognitions/' || r.id, s.name
            from assessments.recognition r join organisation.pub_site s on s.id = r.site_id
            where r.scheme = :scheme and r.listed <= :on and r.recorded_at <= :since and r.struck_because is not null
              and r.superseded_at > :since and r.superseded_at <= :known
            """ + MEMBERS + " order by at";

    private final JdbcClient jdbc;

    Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    List<Change> since(FigureRequest r, Instant since) {
        String code = r.code();
        String sql = code.equals("EMS-14001") ? EVENTS : code.startsWith("GRN-") ? RESULTS : LISTS;
        String scheme = code.startsWith("REC-")
                ? code.substring("REC-".length()).split("_", 2)[1]
                : code.equals("GRN-MINE") ? "GREEN_MINE" : "GREEN_FACTORY";
        return jdbc.sql(sql)
                .param("on", r.on())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("known", r.known().atOffset(ZoneOffset.UTC))
                .param("scheme", scheme)
                .param("boundary", r.boundary())
                .param("kinds", kinds(code))
                .query((rs, _) -> change(rs))
                .list();
    }

    private static List<String> kinds(String code) {
        return switch (code) {
            case "GRN-MINE" -> AssessmentFigures.MINES;
            case "GRN-FAC" -> AssessmentFigures.FACTORIES;
            default -> List.of("MINE", "SMELTER", "REFINERY", "PROCESSING", "OTHER");
        };
    }

    private static Change change(ResultSet rs) throws SQLException {
        Object site = rs.getString("name") == null ? "" : Json.text(rs.getString("name"));
        return new Change(
                Phrase.of(
                        "assessments.change." + rs.getString("what"),
                        rs.getString("subject"),
                        rs.getObject("day", LocalDate.class),
                        rs.getString("note"),
                        site),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getString("who"),
                rs.getString("path"));
    }
}
