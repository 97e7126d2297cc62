package org.verdite.monitoring.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// What was typed and not stored yet. Called inside transactions.
@Component
class Drafts {

    record Draft(String text, String who, Instant at) {}

    /// A series as the lines of a file name it.
    ///
    /// @param place the unit of the organisation it belongs to
    /// @param unit the values are in
    record Named(
            int site,
            int place,
            String point,
            String parameter,
            String code,
            String fraction,
            String basis,
            String unit) {}

    record Place(String code, UnitId unit) {}

    private final JdbcClient jdbc;

    Drafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Integer, Draft> of(LocalDate day, Collection<Integer> series) {
        var found = new HashMap<Integer, Draft>();
        jdbc.sql("select series_id, text, who, at from monitoring.draft where day = :day and series_id = any(:series)")
                .param("day", day)
                .param("series", series.toArray(Integer[]::new))
                .query((rs, _) -> found.put(
                        rs.getInt("series_id"),
                        new Draft(
                                rs.getString("text"),
                                rs.getString("who"),
                                rs.getTimestamp("at").toInstant())))
                .list();
        return found;
    }

    void keep(int series, LocalDate day, String text) {
        jdbc.sql("""
                        insert into monitoring.draft (series_id, day, text) values (:series, :day, :text)
                        on conflict (series_id, day) do update set text = excluded.text, who = excluded.who, at = excluded.at""")
                .param("series", series)
                .param("day", day)
                .param("text", text)
                .update();
    }

    void drop(Collection<Integer> series, LocalDate day) {
        jdbc.sql("delete from monitoring.draft where day = :day and series_id = any(:series)")
                .param("day", day)
                .param("series", series.toArray(Integer[]::new))
                .update();
    }

    /// What a round has stored for the series and day, as written; empty for nothing.
    String stored(int series, LocalDate day) {
        return jdbc.sql("""
                        select original from monitoring.result where series_id = :series and started = :from and ended = :to and sample = ''
                          and replicate = 0 and run = 0""")
                .param("series", series)
                .param("from", day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .orElse("");
    }

    /// In the order of a sheet: by point, then by parameter.
    Map<Integer, Named> names(Collection<Integer> series) {
        var names = new LinkedHashMap<Integer, Named>();
        jdbc.sql("""
                        select s.id, s.unit_id, p.site_id, st.code || '/' || p.code as point, verdite.text(q.name, 'en') as parameter, s.parameter_code, s.unit,
                          coalesce(nullif(s.fraction, ''), q.fraction) as fraction, coalesce(nullif(s.basis, ''), q.basis) as basis
                        from monitoring.series s join monitoring.point p on p.id = s.point_id join organisation.pub_site st on st.id = p.site_id
                        join monitoring.parameter q on q.code = s.parameter_code
                        where s.id = any(:series) order by p.code, s.parameter_code, s.id""")
                .param("series", series.toArray(Integer[]::new))
                .query((rs, _) -> names.put(
                        rs.getInt("id"),
                        new Named(
                                rs.getInt("site_id"),
                                rs.getInt("unit_id"),
                                rs.getString("point"),
                                rs.getString("parameter"),
                                rs.getString("parameter_code"),
                                rs.getString("fraction"),
                                rs.getString("basis"),
                                rs.getString("unit"))))
                .list();
        return names;
    }

    Place site(SiteId site) {
        return jdbc.sql("select code, unit_id from organisation.pub_site where id = :id")
                .param("id", site.value())
                .query((rs, _) -> new Place(rs.getString("code"), new UnitId(rs.getInt("unit_id"))))
                .optional()
                .orElseThrow(() -> new NotHere("site " + site.value()));
    }

    /// Lines that the load left out, with why.
    Map<Integer, String> refused(long intake) {
        var lines = new HashMap<Integer, String>();
        jdbc.sql("select line, code from monitoring.intake_reject where intake_id = :id")
                .param("id", intake)
                .query((rs, _) -> lines.put(rs.getInt("line"), rs.getString("code")))
                .list();
        return lines;
    }
}
