package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.obligations.LimitKind;
import org.verdite.rectification.Finder;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Episodes as the records that items are opened from.
@Component
class ExceedanceFinder implements Finder {

    private static final String KIND = "exceedance";
    private static final Set<String> STANDS = Set.of("ONGOING", "ENDED");

    private record Found(UnitId unit, String number, LimitKind kind, String state) {}

    private final JdbcClient jdbc;

    ExceedanceFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String room() {
        return "monitoring";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return find(kind, key).map(Found::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return find(kind, key).map(found -> origin(Integer.parseInt(key), found.number()));
    }

    /// Only a broken obligation makes somebody non-compliant; any other limit asks for a look. An episode that was
    /// withdrawn or lives on in another is no reason for either.
    @Override
    public Becomes becomes(String kind, String key) {
        return find(kind, key)
                .map(found -> !STANDS.contains(found.state())
                        ? Becomes.NOTHING
                        : found.kind() == LimitKind.COMPLIANCE ? Becomes.ITEM : Becomes.INVESTIGATION)
                .orElse(Becomes.NOTHING);
    }

    /// The worst value of the episode.
    @Override
    public Optional<Origin> measured(String kind, String key) {
        if (!names(kind, key)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select e.series_id, e.peak, e.unit, monitoring.pub_day(e.peak_at, e.date_only, p.time_zone) as day
                        from monitoring.exceedance e
                        join monitoring.series s on s.id = e.series_id join monitoring.point p on p.id = s.point_id
                        where e.id = :id""")
                .param("id", Integer.valueOf(key))
                .query((rs, _) -> new Origin(
                        "monitoring",
                        "result",
                        rs.getString("series_id"),
                        new BigDecimal(rs.getString("peak"))
                                        .stripTrailingZeros()
                                        .toPlainString() + " " + rs.getString("unit"),
                        "/monitoring/series/%1$d/values?from=%2$s&to=%2$s"
                                .formatted(rs.getInt("series_id"), rs.getString("day"))))
                .optional();
    }

    /// An episode that lives on in another is asked there. One that was withdrawn proves nothing of the values that
    /// exceed now. What began, or went on, after the day of the correction came back, whichever limit it breaks.
    /// A value that can't be judged proves nothing.
    @Override
    public Effect effect(String kind, String key, LocalDate since) {
        if (find(kind, key).isEmpty()) {
            return Effect.UNKNOWN;
        }
        return jdbc.sql("""
                        with asked as (
                          select h.series_id, h.kind, h.state, p.time_zone from monitoring.exceedance e
                          join monitoring.exceedance h on h.id = coalesce(e.merged_into, e.id)
                          join monitoring.series s on s.id = h.series_id join monitoring.point p on p.id = s.point_id
                          where e.id = :id
                        )
                        select case
                          when exists (select from monitoring.exceedance n where n.series_id = a.series_id and n.kind = a.kind
                            and n.state in ('ONGOING', 'ENDED') and monitoring.pub_day(n.ended, n.date_only, a.time_zone) > :since) then 'CAME_BACK'
                          when exists (select from monitoring.exceedance n where n.series_id = a.series_id and n.kind = a.kind
                            and n.state = 'ONGOING') then 'RUNS'
                          when a.state = 'WITHDRAWN' then 'SHOWN'
                          when not exists (select from monitoring.result r where r.series_id = a.series_id and r.verdict in (1, 2)
                            and r.started >= cast(cast(:since as date) - 1 as timestamp) at time zone 'UTC'
                            and monitoring.pub_day(r.started, r.date_only, a.time_zone) >= :since) then 'NOTHING_SINCE'
                          else 'SHOWN' end
                        from asked a""")
                .param("id", Integer.valueOf(key))
                .param("since", since)
                .query((rs, _) -> Effect.valueOf(rs.getString(1)))
                .single();
    }

    private static boolean names(String kind, String key) {
        return kind.equals(KIND) && key.matches("\\d{1,9}");
    }

    static Origin origin(int id, String number) {
        return new Origin("monitoring", KIND, Integer.toString(id), number, "/monitoring/exceedances/" + id);
    }

    private Optional<Found> find(String kind, String key) {
        if (!names(kind, key)) {
            return Optional.empty();
        }
        return jdbc.sql("select unit_id, number, kind, state from monitoring.exceedance where id = :id")
                .param("id", Integer.valueOf(key))
                .query((rs, _) -> new Found(
                        new UnitId(rs.getInt("unit_id")),
                        rs.getString("number"),
                        LimitKind.valueOf(rs.getString("kind")),
                        rs.getString("state")))
                .optional();
    }
}
