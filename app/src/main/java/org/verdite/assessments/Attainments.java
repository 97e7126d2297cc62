package org.verdite.assessments;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.FigureRequest;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.ui.Json;

/// Which sites meet a scheme's standard on a day, by their latest assessment; and which are listed by an authority.
@Component
class Attainments {

    record Assessed(
            SiteId site,
            LocalText name,
            String outcome,
            @Nullable LocalDate on,
            String by,
            String edition,
            @Nullable BigDecimal score,
            String note) {

        boolean met() {
            return outcome.equals("MET");
        }
    }

    record Listed(SiteId site, LocalText name, long recognition, LocalDate since, int listYear, String source) {}

    private final JdbcClient jdbc;

    Attainments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    List<Assessed> assessed(FigureRequest r, NewRecognition.Scheme scheme, List<String> kinds) {
        return jdbc.sql("""
                select s.id, s.name, coalesce(a.outcome, 'NOT_ASSESSED') as outcome, a.assessed_on, coalesce(a.assessed_by, '') as by,
                  coalesce(a.edition, '') as edition, a.score, coalesce(a.note, '') as note
                from organisation.pub_members(:boundary, :on, :known) m
                join organisation.pub_site s on s.id = m.site_id
                left join assessments.pub_result(:on, :known) a on a.site_id = s.id and a.scheme = :scheme
                where s.kind in (:kinds) and (m.standing = 'IN' or m.standing = 'PENDING' and m.due <= :on)
                  and (cast(:unit as int) is null or s.unit_id in (select organisation.pub_below(cast(:unit as int), :structure, :known)))
                order by s.code""")
                .params(params(r))
                .param("scheme", scheme.name())
                .param("kinds", kinds)
                .query((rs, _) -> new Assessed(
                        new SiteId(rs.getInt("id")),
                        Json.text(rs.getString("name")),
                        rs.getString("outcome"),
                        rs.getObject("assessed_on", LocalDate.class),
                        rs.getString("by"),
                        rs.getString("edition"),
                        rs.getBigDecimal("score"),
                        rs.getString("note")))
                .list();
    }

    /// A site that was sold counts no more; one whose ownership was never kept up is taken as owned.
    @Transactional(readOnly = true)
    List<Listed> listed(FigureRequest r, String scheme, String level) {
        return jdbc.sql("""
                select s.id, s.name, g.recognition_id, g.listed, g.list_year, g.source
                from assessments.pub_recognised(:on, :known) g
                join organisation.pub_site s on s.id = g.site_id
                where g.scheme = :scheme and g.level = :level
                  and (g.site_id in (select m.site_id from organisation.pub_members(:boundary, :on, :known) m where m.standing = 'IN')
                    or :boundary = 'ALL_OWNED' and not organisation.pub_kept('ALL_OWNED', g.site_id, :known))
                  and (cast(:unit as int) is null or s.unit_id in (select organisation.pub_below(cast(:unit as int), :structure, :known)))
                order by s.code""")
                .params(params(r))
                .param("scheme", scheme)
                .param("level", level)
                .query((rs, _) -> listed(rs))
                .list();
    }

    private static Listed listed(ResultSet rs) throws SQLException {
        return new Listed(
                new SiteId(rs.getInt("id")),
                Json.text(rs.getString("name")),
                rs.getLong("recognition_id"),
                rs.getObject("listed", LocalDate.class),
                rs.getInt("list_year"),
                rs.getString("source"));
    }

    private static java.util.Map<String, @Nullable Object> params(FigureRequest r) {
        var params = new java.util.HashMap<String, @Nullable Object>();
        params.put("on", r.on());
        params.put("known", r.known().atOffset(ZoneOffset.UTC));
        params.put("boundary", r.boundary());
        params.put("unit", r.unit() == null ? null : r.unit().value());
        params.put("structure", r.structureDate());
        return params;
    }
}
