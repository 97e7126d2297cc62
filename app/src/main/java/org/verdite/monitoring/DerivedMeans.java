package org.verdite.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.LimitBook.Wanted;
import org.verdite.monitoring.Rollups.Source;
import org.verdite.monitoring.rollup.Cut;
import org.verdite.monitoring.rollup.DayPart;
import org.verdite.monitoring.rollup.PeriodMean;

/// Means over a period, and the values that have a rank in it, put together from results because a limit asks for them.
/// Each is a series of its own with a result for each period that is over; what comes late makes a revision of it, and
/// it is judged like any other.
@Component
public class DerivedMeans {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 2, 1);

    /// @param series the means
    /// @param of the results they are made of
    private record Derived(int series, int unit, Source of, PeriodMean mean, Cut cut, int fewest) {

        DayPart part() {
            return cut.part();
        }

        DerivedPeriods.Asked asked() {
            return new DerivedPeriods.Asked(of, mean, cut, fewest);
        }
    }

    private final LimitBook limits;
    private final Rollups rollups;
    private final DerivedRows rows;
    private final DerivedPeriods together;
    private final DerivedRanks ranks;
    private final LatestResults latest;
    private final JudgeAgain again;
    private final JdbcClient jdbc;
    private final Clock clock;

    DerivedMeans(
            LimitBook limits,
            Rollups rollups,
            DerivedRows rows,
            DerivedPeriods together,
            DerivedRanks ranks,
            LatestResults latest,
            JudgeAgain again,
            JdbcClient jdbc,
            Clock clock) {
        this.limits = limits;
        this.rollups = rollups;
        this.rows = rows;
        this.together = together;
        this.ranks = ranks;
        this.latest = latest;
        this.again = again;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Makes the series of means that limits ask of some series, and answers all there are, so that a load can
    /// hold them before it begins.
    @Transactional
    public List<Integer> of(Collection<Integer> sources) {
        return derived(sources).stream().map(Derived::series).toList();
    }

    /// Puts together again the periods that two moments touch, and judges those that changed. Call it in the
    /// transaction that changed the results, seeing everything.
    ///
    /// @return how many periods are new or changed
    @Transactional
    public int refresh(Collection<Integer> sources, Instant first, Instant last) {
        int changed = 0;
        for (Derived one : derived(sources)) {
            changed += refresh(one, first, last);
        }
        return changed;
    }

    /// All periods of a series, after limits changed.
    @Transactional
    public int refresh(int source) {
        return refresh(List.of(source), EARLIEST.atStartOfDay().toInstant(ZoneOffset.UTC), clock.instant());
    }

    /// Periods end without anything coming: puts together those that are over by now.
    @Transactional
    public int ended() {
        record Waiting(int source, Instant since) {}
        var waiting = jdbc.sql("""
                        select s.derived_from, min(coalesce(m.started, timestamptz '1900-02-01')) as since
                        from monitoring.series s
                        join monitoring.latest l on l.series_id = s.derived_from
                        left join monitoring.latest m on m.series_id = s.id
                        cross join lateral (select cast(case
                          when s.statistic = 'HOUR_MEAN' or s.statistic = 'AT_MOST_OF' and s.part like '% HOUR_MEAN%' then '1 hour'
                          when s.statistic in ('MEAN_30_DAYS', 'AT_MOST_30_DAYS') then '30 days'
                          when s.statistic like 'MONTH_%' or s.statistic like '%_MONTH' or s.part like '% MONTH_MEAN%'
                            and s.statistic = 'AT_MOST_OF' then '1 month'
                          when s.statistic like 'QUARTER_%' or s.statistic like '%_QUARTER' then '3 months'
                          when s.statistic like 'YEAR_%' or s.statistic like '%_YEAR' then '1 year' else '1 day' end as interval) as lasts) t
                        where (m.started is null or l.started >= m.started + t.lasts
                          and m.started + 2 * t.lasts <= cast(:now as timestamptz) + interval '14 hours')
                          -- single values in a row wait for no end
                          and (s.statistic <> 'AT_MOST_OF' or s.part like '%\\_MEAN%')
                        group by 1 order by 1""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((rs, _) -> new Waiting(
                        rs.getInt(1),
                        rs.getObject(2, java.time.OffsetDateTime.class).toInstant()))
                .list();
        int changed = 0;
        for (Waiting one : waiting) {
            changed += refresh(List.of(one.source()), one.since(), clock.instant());
        }
        return changed;
    }

    private List<Derived> derived(Collection<Integer> series) {
        var sources = rollups.sources(series);
        var wanted = limits.means(sources.stream().map(Source::series).toList());
        var known = rows.known(sources.stream().map(Source::series).toList());
        var all = new ArrayList<Derived>();
        for (Source source : sources) {
            var there = new HashMap<>(known.getOrDefault(source.series(), Map.of()));
            for (Wanted one : wanted.getOrDefault(source.series(), List.of())) {
                var key = new DerivedRows.Key(one.mean(), one.cut());
                var stored = there.remove(key);
                all.add(derived(source, key, stored == null ? rows.make(source.series(), key) : stored, one.fewest()));
            }
            // no limit asks for these any more, and yet they stay true; any thirty days, or so many values in a row,
            // were
            // a period by a limit's word only
            there.forEach((key, stored) -> {
                if (!key.mean().sliding() && key.mean() != PeriodMean.AT_MOST_OF) {
                    all.add(derived(source, key, stored, 1));
                }
            });
        }
        return all;
    }

    private static Derived derived(Source source, DerivedRows.Key key, DerivedRows.Stored stored, int fewest) {
        return new Derived(stored.series(), stored.unit(), source, key.mean(), key.cut(), fewest);
    }

    private int refresh(Derived one, Instant first, Instant last) {
        var of = one.of();
        rows.hold(of.series(), one.series());
        // a result with a date only is that date in UTC, so the day of a moment is one of two
        var from = earlier(LocalDate.ofInstant(first, ZoneOffset.UTC), LocalDate.ofInstant(first, of.zone()))
                // a part of a day may have begun the day before
                .minusDays(one.part().whole() ? 0 : 1);
        var to = later(LocalDate.ofInstant(last, ZoneOffset.UTC), LocalDate.ofInstant(last, of.zone()));
        var fresh = one.mean() == PeriodMean.AT_MOST_OF
                ? ranks.rows(one.series(), one.asked(), from, to)
                : periods(one, from, to);
        var changed = rows.write(one.series(), one.unit(), fresh);
        if (changed.isEmpty()) {
            return 0;
        }
        latest.refresh(List.of(one.series()));
        var days = new TreeSet<LocalDate>();
        changed.forEach(started -> {
            days.add(LocalDate.ofInstant(started, ZoneOffset.UTC));
            days.add(LocalDate.ofInstant(started, of.zone()));
        });
        again.series(one.series(), days.first(), days.last(), "results a mean is made of");
        return changed.size();
    }

    private List<DerivedRows.Fresh> periods(Derived one, LocalDate from, LocalDate to) {
        var grain = one.mean().grain();
        boolean sliding = one.mean().sliding();
        var begin = grain.begin(from);
        var end = sliding ? to.plusDays(PeriodMean.SLIDING_DAYS - 1L) : grain.last(to);
        var fresh = new ArrayList<>(
                one.mean().ranked()
                        ? ranks.periods(one.asked(), begin, end)
                        : together.periods(one.asked(), begin, end));
        fresh.addAll(emptied(one, begin, end, sliding, fresh));
        return fresh;
    }

    /// Periods that had a value and have nothing left to be made of.
    private List<DerivedRows.Fresh> emptied(
            Derived one, LocalDate begin, LocalDate end, boolean sliding, List<DerivedRows.Fresh> fresh) {
        var there = new TreeSet<Instant>();
        fresh.forEach(f -> there.add(f.started()));
        return rows
                .between(
                        one.series(),
                        begin.minusDays(sliding ? PeriodMean.SLIDING_DAYS - 1L : 0)
                                .atStartOfDay(one.of().zone())
                                .toInstant(),
                        end.plusDays(1).atStartOfDay(one.of().zone()).toInstant())
                .stream()
                .filter(period -> !there.contains(period.started()))
                .filter(period -> sliding
                        ? !day(period.ended()).isBefore(begin)
                                && !day(period.ended()).isAfter(end)
                        : one.mean() == PeriodMean.HOUR_MEAN
                                || !day(period.started()).isBefore(begin)
                                        && !day(period.started()).isAfter(end))
                .map(period -> DerivedRows.Fresh.empty(period.started(), period.ended()))
                .toList();
    }

    private static LocalDate day(Instant midnight) {
        return LocalDate.ofInstant(midnight, ZoneOffset.UTC);
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
