package org.verdite.monitoring.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.rollup.Aggregation;
import org.verdite.monitoring.rollup.Coverage;
import org.verdite.monitoring.rollup.Grain;
import org.verdite.monitoring.rollup.NonDetects;
import org.verdite.monitoring.rollup.Periods;
import org.verdite.monitoring.rollup.Periods.Period;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.shared.Refused;

/// Days, months and years of a series, put together from its results when they are asked for.
@Component
@Transactional(readOnly = true)
class PeriodQueries {

    /// More results than this are not put together while somebody waits.
    private static final int MOST = 200_000;

    private record Kind(Aggregation aggregation, String pointKind) {}

    /// A period as pages and the API show it; a value is null where none can be said.
    ///
    /// @param zero with what is not detected counted as nothing; half, full as half its level and all of it
    /// @param present hours of a day, days that stand of a month or a year
    /// @param depends what is not detected decides about the value
    record Line(
            LocalDate begin,
            @Nullable Double zero,
            @Nullable Double half,
            @Nullable Double full,
            int present,
            int needed,
            boolean stands,
            long results,
            long notDetected,
            boolean depends) {}

    private final JdbcClient jdbc;

    PeriodQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Aggregation aggregation(SeriesHead head) {
        return kind(head).aggregation();
    }

    private Kind kind(SeriesHead head) {
        return jdbc.sql("""
                        select q.aggregation, p.kind from monitoring.parameter q, monitoring.point p where q.code = :code and p.id = :point""")
                .param("code", head.code())
                .param("point", head.point())
                .query((rs, _) -> new Kind(Aggregation.valueOf(rs.getString(1)), rs.getString(2)))
                .single();
    }

    /// @param to the last day, included
    /// @throws Refused when there are too many results between the two days
    List<Line> lines(SeriesHead head, Grain grain, LocalDate from, LocalDate to) {
        var kind = kind(head);
        var zone = ZoneId.of(head.zone());
        var periods =
                new Periods(zone, Coverage.of(kind.pointKind(), head.mode().equals("ONLINE")));
        int[] read = {0};
        jdbc.sql("""
                        select started, date_only, value, censor, level from monitoring.result
                        where series_id = :id and started >= :from and started < :to
                          and flag in ('', 'N') and not (qualifier ~* '(^|[;,\\s])R([;,\\s]|$)')
                          and monitoring.pub_day(started, date_only, :zone) between :first and :last
                        limit :most""")
                .param("id", head.id())
                .param("from", from.minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(2).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("zone", head.zone())
                .param("first", from)
                .param("last", to)
                .param("most", MOST + 1)
                .query(rs -> {
                    read[0]++;
                    var started = rs.getObject("started", OffsetDateTime.class).toInstant();
                    boolean dateOnly = rs.getBoolean("date_only");
                    double value = rs.getDouble("value");
                    boolean measured = !rs.wasNull() && rs.getInt("censor") == 0;
                    double level = rs.getDouble("level");
                    level = rs.wasNull() ? Double.NaN : level;
                    if (measured) {
                        periods.measured(started, dateOnly, value);
                    } else if (rs.getInt("censor") == 1 || rs.getInt("censor") == 2) {
                        periods.below(started, dateOnly, level);
                    }
                });
        if (read[0] > MOST) {
            throw new Refused("monitoring.periods.many", MOST);
        }
        return periods.of(grain, kind.aggregation()).stream()
                .map(p -> line(p, kind.aggregation()))
                .toList();
    }

    private static Line line(Period p, Aggregation kind) {
        return new Line(
                p.begin(),
                number(p.sums().value(kind, NonDetects.ZERO)),
                number(p.sums().value(kind, NonDetects.HALF)),
                number(p.sums().value(kind, NonDetects.FULL)),
                p.present(),
                p.needed(),
                p.stands(),
                p.results(),
                p.notDetected(),
                p.sums().dependsOnNonDetects(kind));
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isEmpty() ? null : value.getAsDouble();
    }
}
