package org.verdite.monitoring.screening;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.screening.Screen.Reading;
import org.verdite.monitoring.screening.Screen.Scale;
import org.verdite.shared.units.UnitTable;

/// The series as they are screened, and the doubts that are kept of them.
@Component
class ScreenedSeries {

    /// Results of so many years before and after are looked at.
    private static final int YEARS = 5;

    private static final List<String> CONCENTRATIONS = List.of("mg/L", "mg/m³", "mg/kg", "1/L");

    record Of(int id, int unit, ZoneId zone, Scale scale) {}

    record Readings(List<Reading> readings, List<Boolean> dateOnly) {

        /// As far before a moment as a reading of it has a say.
        Instant before(Instant moment) {
            int at = Math.max(0, position(moment) - Screen.BACK_WITHIN);
            return at < readings.size() && readings.get(at).at().isBefore(moment)
                    ? readings.get(at).at()
                    : moment;
        }

        Instant after(Instant moment) {
            int at = Math.min(readings.size() - 1, position(moment) + Screen.BACK_WITHIN);
            return at >= 0 && readings.get(at).at().isAfter(moment)
                    ? readings.get(at).at()
                    : moment;
        }

        /// Of the first reading that is not before a moment.
        private int position(Instant moment) {
            int low = 0;
            int high = readings.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (readings.get(middle).at().isBefore(moment)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private final JdbcClient jdbc;

    ScreenedSeries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty for means that Verdite puts together: they are as doubtful as what they are made of. Nobody else screens
    /// the series until the transaction ends.
    Optional<Of> find(int series) {
        jdbc.sql("select pg_advisory_xact_lock(734245, :series)")
                .param("series", series)
                .query((_, _) -> true)
                .list();
        return jdbc.sql("""
                        select s.id, s.unit_id, s.unit, p.time_zone, q.below_zero from monitoring.series s
                        join monitoring.point p on p.id = s.point_id join monitoring.parameter q on q.code = s.parameter_code
                        where s.id = :id and s.derived_from is null""")
                .param("id", series)
                .query((rs, _) -> new Of(
                        rs.getInt("id"),
                        rs.getInt("unit_id"),
                        ZoneId.of(rs.getString("time_zone")),
                        concentration(rs.getString("unit")) && !rs.getBoolean("below_zero")
                                ? Scale.LOGARITHMIC
                                : Scale.PLAIN))
                .optional();
    }

    private static boolean concentration(String unit) {
        return CONCENTRATIONS.stream()
                .anyMatch(c -> UnitTable.standard().factor(unit, c).isPresent());
    }

    /// The results that count, some years around two moments, in the order of time.
    Readings around(Of series, Instant from, Instant to) {
        var readings = new ArrayList<Reading>();
        var dates = new ArrayList<Boolean>();
        jdbc.sql("""
                        select started, date_only, case when censor = 0 then value end as value, case when censor = 1 then level end as level
                        from monitoring.result where series_id = :id and started >= :from and started <= :to and censor in (0, 1, 2)
                          and monitoring.counts(flag, qualifier, status) and (censor > 0 or value is not null)
                        order by started, ended, sample, replicate, run""")
                .param("id", series.id())
                .param("from", from.atOffset(ZoneOffset.UTC).minusYears(YEARS))
                .param("to", to.atOffset(ZoneOffset.UTC).plusYears(YEARS))
                .query(rs -> {
                    double value = rs.getDouble("value");
                    value = rs.wasNull() ? Double.NaN : value;
                    double level = rs.getDouble("level");
                    level = rs.wasNull() ? Double.NaN : level;
                    readings.add(new Reading(
                            rs.getObject("started", OffsetDateTime.class).toInstant(), value, level));
                    dates.add(rs.getBoolean("date_only"));
                });
        return new Readings(readings, dates);
    }

    /// Keeps what is doubted between two moments: what is new is open, what is not found any more is gone, what a
    /// person settled stays settled unless the stretch has grown.
    void keep(Of series, Readings of, List<Stretch> found, Instant from, Instant to) {
        var kept = new ArrayList<Stretch>();
        for (Stretch stretch : found) {
            if (!at(of, stretch.to()).isBefore(from) && !at(of, stretch.from()).isAfter(to)) {
                kept.add(stretch);
            }
        }
        jdbc.sql("""
                        update monitoring.doubt set state = 'GONE', version = version + 1
                        where series_id = :series and state = 'OPEN' and ended >= :from and started <= :to
                          and (kind, started) not in (select k, t from unnest(cast(:kinds as text[]), cast(:starts as timestamptz[])) as x(k, t))""")
                .param("series", series.id())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("kinds", kept.stream().map(s -> s.kind().name()).toArray(String[]::new))
                .param(
                        "starts",
                        kept.stream().map(s -> at(of, s.from()).toString()).toArray(String[]::new))
                .update();
        kept.forEach(stretch -> keep(series, of, stretch));
    }

    private static Instant at(Readings of, int position) {
        return of.readings().get(position).at();
    }

    private void keep(Of series, Readings of, Stretch stretch) {
        jdbc.sql("""
                        insert into monitoring.doubt as d (unit_id, series_id, kind, started, ended, date_only, results, value, expected, score, compared, rule)
                        values (:unit, :series, :kind, :started, :ended, :dateOnly, :results, :value, :expected, :score, :compared, :rule)
                        on conflict (series_id, kind, started) do update set ended = excluded.ended, results = excluded.results, value = excluded.value,
                          expected = excluded.expected, score = excluded.score, compared = excluded.compared, rule = excluded.rule,
                          state = 'OPEN', settled_at = null, settled_by = null, settled_who = '', reason = '', version = d.version + 1
                        where case when d.state in ('STANDS', 'SUPPRESSED') then excluded.ended > d.ended
                          else (d.ended, d.results, d.value, d.expected, d.rule, d.state)
                            is distinct from (excluded.ended, excluded.results, excluded.value, excluded.expected, excluded.rule, 'OPEN') end""")
                .param("unit", series.unit())
                .param("series", series.id())
                .param("kind", stretch.kind().name())
                .param("started", at(of, stretch.from()).atOffset(ZoneOffset.UTC))
                .param("ended", at(of, stretch.to()).atOffset(ZoneOffset.UTC))
                .param("dateOnly", of.dateOnly().get(stretch.from()))
                .param("results", stretch.results())
                .param("value", stretch.value())
                .param("expected", (@Nullable Object) stretch.expected(), java.sql.Types.DOUBLE)
                .param("score", stretch.score())
                .param("compared", stretch.compared())
                .param("rule", Screen.RULE)
                .update();
    }
}
