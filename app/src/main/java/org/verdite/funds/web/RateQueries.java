package org.verdite.funds.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Json;
import org.verdite.ui.list.Filters;

/// Reads rates, and the sites that have not reported.
@Component
@Transactional(readOnly = true)
class RateQueries {

    private final JdbcClient jdbc;
    private final Clock clock;

    RateQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<FundsPage.RateLine> rates(Filters filters) {
        return jdbc.sql("""
                select * from funds.rate where :year = 0 or year = :year
                order by year desc, currency, coalesce(month, 0), superseded_at is not null, recorded_at desc limit 1000""")
                .param("year", filters.has("year") ? LedgerFilter.year(filters) : 0)
                .query((rs, _) -> rate(rs))
                .list();
    }

    /// Sites without a line in a year; asked for a figure, those of its boundary, below its unit, as known then.
    public FundsPage.Silent silent(LedgerFilter asked) {
        int year = LedgerFilter.year(asked.filters());
        String boundary = asked.filters().has("boundary") ? asked.filters().get("boundary") : "ALL_OWNED";
        var end = LocalDate.of(year, 12, 31);
        var today = clock.instant().atZone(LedgerFilter.GROUP_ZONE).toLocalDate();
        var sites = jdbc.sql("""
                select s.id, s.name, (select max(p.month) from funds.posting p where p.site_id = s.id and p.recorded_at <= :known) as last
                from organisation.pub_site s
                where s.id in (select m.site_id from organisation.pub_members(:boundary, :end, :known) m where m.standing = 'IN')
                  and not exists (select from funds.posting p where p.site_id = s.id and p.reverses is null
                    and p.month >= make_date(:year, 1, 1) and p.month < make_date(:year + 1, 1, 1) and p.recorded_at <= :known
                    and not exists (select from funds.posting t where t.reverses = p.id and t.recorded_at <= :known))
                  and (cast(:unit as int) is null or cast(:structure as date) is null
                    or s.unit_id in (select organisation.pub_below(cast(:unit as int), cast(:structure as date), :known)))
                order by s.code""")
                .params(asked.params())
                .param("boundary", boundary)
                .param("end", end.isAfter(today) ? today : end)
                .query((rs, _) -> new FundsPage.SilentSite(
                        rs.getInt("id"), Json.text(rs.getString("name")), rs.getObject("last", LocalDate.class)))
                .list();
        return new FundsPage.Silent(year, sites);
    }

    private static FundsPage.RateLine rate(ResultSet rs) throws SQLException {
        OffsetDateTime superseded = rs.getObject("superseded_at", OffsetDateTime.class);
        return new FundsPage.RateLine(
                rs.getLong("id"),
                rs.getString("currency"),
                rs.getInt("year"),
                rs.getObject("month", Integer.class),
                rs.getBigDecimal("average"),
                rs.getBigDecimal("closing"),
                rs.getString("source"),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                superseded == null ? null : superseded.toInstant());
    }
}
