package org.verdite.monitoring.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.judgement.LimitTerms;
import org.verdite.monitoring.judgement.Measured.Composed;
import org.verdite.monitoring.rollup.Cut;
import org.verdite.monitoring.rollup.Ranks;
import org.verdite.monitoring.rollup.Ranks.Picked;
import org.verdite.obligations.Ranked;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// What a derived series is, and how the value of a rank was found, in words.
public final class RankWords {

    /// The values that decide, in their order.
    ///
    /// @param since the first of values in a row; null for a period of the calendar
    public record Order(Cut cut, String zone, @Nullable Instant since, List<Picked> picked) {

        /// From the first of values in a row to the last.
        String span(Texts t, Instant last, boolean dateOnly) {
            return Show.span(
                    t, Show.day(Objects.requireNonNull(since), dateOnly, zone), Show.day(last, dateOnly, zone));
        }

        private String said(Texts t, Picked one) {
            return t.of(
                    "monitoring.ranked.value",
                    Show.value(t, one.value()),
                    t.date(Show.day(one.at(), one.dateOnly(), zone)));
        }
    }

    private RankWords() {}

    /// @param rs with `part`, `time_zone`, `since` and `picked`
    /// @return null for what has no rank
    public static @Nullable Order read(ResultSet rs) throws SQLException {
        String picked = rs.getString("picked");
        var cut = Cut.read(rs.getString("part"));
        var since = rs.getObject("since", OffsetDateTime.class);
        return picked == null || cut.ranked() == null
                ? null
                : new Order(
                        cut,
                        rs.getString("time_zone"),
                        since == null ? null : since.toInstant(),
                        List.of(Json.mapper().readValue(picked, Picked[].class)));
    }

    public static String statistic(Texts t, String statistic, String part) {
        var cut = Cut.read(part);
        String words = statistic(t, statistic, cut.ranked());
        return cut.part().whole()
                ? words
                : t.of("monitoring.statistic.at", words, cut.part().text().replace('/', '–'));
    }

    public static String statistic(Texts t, LimitTerms terms) {
        return statistic(t, terms.statistic(), terms.ranked());
    }

    public static String statistic(Texts t, String statistic, @Nullable Ranked ranked) {
        String words = t.of("monitoring.statistic." + statistic);
        return ranked == null ? words : t.of("obligations.ranked.which", words, ranked.said(t));
    }

    /// Which results made it, and at which rank it lies.
    public static String made(Texts t, Composed of, Order order) {
        var ranked = Objects.requireNonNull(order.cut().ranked());
        String values = order.picked().stream()
                .map(one -> order.said(t, one))
                .reduce((before, one) -> t.of("monitoring.ranked.and", before, one))
                .orElse("");
        var percentile = ranked.percentile();
        String found = percentile != null
                ? t.of(
                        "monitoring.ranked.percentile",
                        of.results(),
                        t.number(BigDecimal.valueOf(new Ranks(ranked, false).rank(of.results()))
                                .setScale(2, RoundingMode.HALF_UP)
                                .stripTrailingZeros()),
                        percentile.toPlainString(),
                        values)
                : t.of(
                        order.cut().lowest() ? "monitoring.ranked.lowest" : "monitoring.ranked.highest",
                        of.results(),
                        Objects.requireNonNull(ranked.allowed()) + 1,
                        values);
        return Show.notDetected(t, found, of);
    }
}
