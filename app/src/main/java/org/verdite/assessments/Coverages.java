package org.verdite.assessments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.assessments.Coverage.Line;
import org.verdite.assessments.Coverage.Place;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Phrase;
import org.verdite.shared.SiteId;
import org.verdite.ui.Json;

/// Who is certified on any day, as known on any other.
@Component
public class Coverages {

    /// A site whose ownership was never kept up is owned while it is in the scope of the standard; one that was sold is
    /// not. A clock that has run out counts as in scope.
    private static final String LINES = """
            with member as (
              select distinct on (x.site_id) x.* from (
                select m.site_id, case when m.standing = 'PENDING' and m.due <= :on then 'IN' else m.standing end as standing,
                  m.due, m.reason, m.approved_by, 0 as rank
                from organisation.pub_members(:boundary, :on, :known) m
                union all
                select m.site_id, 'IN', null, '', '', 1
                from organisation.pub_members('ISO_SCOPE', :on, :known) m
                where :boundary = 'ALL_OWNED' and not organisation.pub_kept('ALL_OWNED', m.site_id, :known)
              ) x order by x.site_id, x.rank
            ), valid as materialized (
              select distinct on (c.site_id) c.* from assessments.pub_certified(:on, :known) c
              where c.standard = :standard order by c.site_id, c.edition desc, c.expires desc
            ), lapsed as materialized (
              select distinct on (cs.site_id) cs.site_id, p.* from assessments.pub_standing(:on, :known) p
              join assessments.certificate_site cs on cs.certificate_id = p.certificate_id
                and cs.recorded_at <= :known and (cs.superseded_at is null or cs.superseded_at > :known)
              where p.standard = :standard and p.standing in ('SUSPENDED', 'EXPIRED', 'WITHDRAWN')
              order by cs.site_id, p.since desc
            ), planned as materialized (
              select distinct on (n.site_id) n.* from assessments.plan n
              where n.standard = :standard and n.valid_from <= :on and (n.valid_to is null or n.valid_to > :on)
                and n.recorded_at <= :known and (n.superseded_at is null or n.superseded_at > :known)
              order by n.site_id, n.valid_from desc, n.id desc
            )
            select s.id, s.name, s.kind, s.country, m.standing, m.due, m.reason, m.approved_by,
              coalesce(v.certificate_id, l.certificate_id) as certificate, coalesce(v.number, l.number, '') as number,
              coalesce(v.edition, l.edition, '') as edition, coalesce(v.expires, l.expires) as expires,
              v.site_id is not null as certified, l.standing as lapse, l.since, l.note as lapse_note,
              n.note as plan, n.accepted_by
            from member m
            join organisation.pub_site s on s.id = m.site_id
            left join valid v on v.site_id = m.site_id
            left join lapsed l on l.site_id = m.site_id
            left join planned n on n.site_id = m.site_id
            where cast(:unit as int) is null or s.unit_id in (select organisation.pub_below(cast(:unit as int), :structure, :known))
            order by s.code""";

    private final JdbcClient jdbc;

    Coverages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Coverage of(FigureRequest r) {
        var lines = jdbc.sql(LINES)
                .param("on", r.on())
                .param("known", r.known().atOffset(ZoneOffset.UTC))
                .param("boundary", r.boundary())
                .param("standard", NewCertificate.ISO_14001)
                .param("unit", r.unit() == null ? null : r.unit().value())
                .param("structure", r.structureDate())
                .query((rs, _) -> line(rs))
                .list();
        return new Coverage(r.on(), r.boundary(), lines);
    }

    private static Line line(ResultSet rs) throws SQLException {
        Place place = place(rs);
        return new Line(
                new SiteId(rs.getInt("id")),
                Json.text(rs.getString("name")),
                rs.getString("kind"),
                rs.getString("country"),
                place,
                rs.getObject("due", LocalDate.class),
                rs.getObject("certificate", Long.class),
                rs.getString("number"),
                rs.getString("edition"),
                rs.getObject("expires", LocalDate.class),
                why(rs, place));
    }

    private static Place place(ResultSet rs) throws SQLException {
        return switch (rs.getString("standing")) {
            case "PENDING" -> Place.PENDING;
            case "EXCLUDED" -> Place.EXCLUDED;
            default -> rs.getBoolean("certified") ? Place.CERTIFIED : Place.NOT_CERTIFIED;
        };
    }

    private static Phrase why(ResultSet rs, Place place) throws SQLException {
        return switch (place) {
            case CERTIFIED -> Phrase.NONE;
            case PENDING -> Phrase.of("assessments.why.pending", rs.getObject("due", LocalDate.class));
            case EXCLUDED -> Phrase.of("assessments.why.excluded", rs.getString("reason"), rs.getString("approved_by"));
            case NOT_CERTIFIED -> whyNot(rs);
        };
    }

    private static Phrase whyNot(ResultSet rs) throws SQLException {
        if (rs.getString("lapse") != null) {
            boolean noted = !rs.getString("lapse_note").isBlank();
            return Phrase.of(
                    "assessments.why." + rs.getString("lapse") + (noted ? ".noted" : ""),
                    rs.getObject("since", LocalDate.class),
                    rs.getString("number"),
                    rs.getString("lapse_note"));
        }
        if (rs.getString("plan") != null) {
            boolean accepted = !rs.getString("accepted_by").isBlank();
            return Phrase.of(
                    accepted ? "assessments.why.planAccepted" : "assessments.why.plan",
                    Json.text(rs.getString("plan")),
                    rs.getString("accepted_by"));
        }
        if (rs.getString("reason") != null && !rs.getString("reason").isBlank() && rs.getObject("due") != null) {
            return Phrase.of("assessments.why.clockOut", rs.getObject("due", LocalDate.class));
        }
        return Phrase.of("assessments.why.none");
    }
}
