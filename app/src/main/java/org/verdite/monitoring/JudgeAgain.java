package org.verdite.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.ResultRows.Changed;
import org.verdite.monitoring.ResultRows.Key;
import org.verdite.monitoring.ResultRows.Row;
import org.verdite.monitoring.ResultRows.Standing;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Verdict;
import org.verdite.shared.UnitId;

/// Judges stored results again, after limits changed for days that were judged before. Results for which nothing
/// changes keep their judging; the others get a new one, and the old verdicts stay readable.
@Component
public class JudgeAgain {

    private static final int CHUNK = 20_000;
    private static final int EXCEEDED = Verdict.ABOVE.code();

    private final LimitBook book;
    private final Judging judging;
    private final Exceedances exceedances;
    private final ResultRows results;
    private final Covariates covariates;
    private final LatestResults latest;
    private final Rollups rollups;
    private final ApplicationEventPublisher events;

    JudgeAgain(
            LimitBook book,
            Judging judging,
            Exceedances exceedances,
            ResultRows results,
            Covariates covariates,
            LatestResults latest,
            Rollups rollups,
            ApplicationEventPublisher events) {
        this.book = book;
        this.judging = judging;
        this.exceedances = exceedances;
        this.results = results;
        this.covariates = covariates;
        this.latest = latest;
        this.rollups = rollups;
        this.events = events;
    }

    /// Judges the results of one series from a legal day on, in one transaction that sees everything, and answers how
    /// many verdicts changed.
    @Transactional
    public int series(int series, LocalDate from, String reason) {
        return series(series, from, LocalDate.MAX, reason);
    }

    /// The same up to a legal day, that one included.
    @Transactional
    public int series(int series, LocalDate from, LocalDate to, String reason) {
        // in the order of a load: first the series, then its episodes
        results.hold(series);
        exceedances.alone(List.of(series));
        var bound = book.bind(List.of(series));
        var work = new Work(bound, from, to, reason);
        // a legal day begins up to a day before that date's midnight in UTC
        Instant begin = from.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Key after = null;
        List<Row> rows;
        do {
            rows = results.after(series, begin, after, CHUNK);
            if (!rows.isEmpty()) {
                work.chunk(series, rows);
                after = rows.getLast().key();
            }
        } while (rows.size() == CHUNK && !work.past(series, rows.getLast()));
        if (work.changed > 0) {
            latest.judged(series);
            rollups.refresh(List.of(series), work.first, work.last);
            exceedances.rebuild(List.of(series), work.first, work.last);
            work.seal();
            events.publishEvent(new JudgedAgain(series, work.changed, work.exceeded, work.cleared));
        }
        return work.changed;
    }

    /// Judges what depends on the results that some series got between two moments.
    @Transactional
    public void dependants(LimitBook.Dependants dependants, Instant first, Instant last) {
        // a day more on each side, for the days of places; as many more as a value may be apart from what it decides
        // about
        int apart = dependants.daysApart() + 1;
        var from = LocalDate.ofInstant(first, ZoneOffset.UTC).minusDays(apart);
        var to = LocalDate.ofInstant(last, ZoneOffset.UTC).plusDays(apart);
        dependants.series().forEach(series -> series(series, from, to, "values that limits depend on"));
    }

    @Transactional
    public void dependants(Collection<Integer> series, Instant first, Instant last) {
        dependants(book.dependants(series), first, last);
    }

    /// One pass over one series.
    private final class Work {
        private final BoundLimits bound;
        private final LocalDate from;
        private final LocalDate to;
        private final String reason;
        private @Nullable Integer number;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private int changed;
        private int exceeded;
        private int cleared;

        Work(BoundLimits bound, LocalDate from, LocalDate to, String reason) {
            this.bound = bound;
            this.from = from;
            this.to = to;
            this.reason = reason;
        }

        void chunk(int series, List<Row> rows) {
            var standing = results.standing(
                    series,
                    rows.getFirst().key().started(),
                    rows.getLast().key().started());
            var around = covariates.window(
                    series,
                    bound.dependent(series),
                    rows.getFirst().key().started(),
                    rows.getLast().until());
            var fresh = new ArrayList<Judgement>();
            var restated = new ArrayList<Changed>();
            for (Row row : rows) {
                var day = bound.legalDay(series, row.key().started(), row.dateOnly());
                if (!day.isBefore(from) && !day.isAfter(to)) {
                    var lines = around.of(bound.lines(series, day), row.at());
                    judge(row, lines, standing.getOrDefault(row.key(), List.of()), fresh, restated);
                }
            }
            if (!restated.isEmpty()) {
                int id = number(restated.getFirst().row().unit());
                judging.record(id, fresh);
                results.restate(id, restated);
                changed += restated.size();
            }
        }

        private void judge(
                Row row, List<LimitLine> lines, List<Standing> before, List<Judgement> fresh, List<Changed> restated) {
            var found = new ArrayList<Judgement>();
            var verdict = LimitLine.judgeAll(
                    lines,
                    row.measured(),
                    (line, v) -> found.add(Judgement.of(
                                    row.series(),
                                    row.unit(),
                                    row.key().started(),
                                    row.key().ended(),
                                    row.key().sample(),
                                    row.key().replicate(),
                                    row.key().run(),
                                    row.revision(),
                                    line,
                                    v,
                                    line.shown(row.measured()),
                                    row.measure())
                            .of(row.measured().composed())));
            var computed = lines.stream()
                    .filter(LimitLine::dependent)
                    .map(LimitLine::limit)
                    .toList();
            var now = new HashSet<Standing>();
            found.forEach(j -> now.add(
                    new Standing(j.line().limit(), j.line().terms().revision(), j.verdict(), j.reason(), j.limitValue())
                            .comparedBy(computed)));
            var then = new HashSet<Standing>();
            before.forEach(standing -> then.add(standing.comparedBy(computed)));
            if (verdict.code() == row.verdict() && now.equals(then)) {
                return;
            }
            exceeded += verdict.code() == EXCEEDED && row.verdict() != EXCEEDED ? 1 : 0;
            cleared += verdict.code() != EXCEEDED && row.verdict() == EXCEEDED ? 1 : 0;
            fresh.addAll(found);
            restated.add(new Changed(row, verdict.code()));
            first = row.key().started().isBefore(first) ? row.key().started() : first;
            last = row.key().started().isAfter(last) ? row.key().started() : last;
        }

        /// Rows are read in the order of time: behind the last day there is nothing more to judge.
        boolean past(int series, Row row) {
            return bound.legalDay(series, row.key().started(), row.dateOnly()).isAfter(to.minusDays(1))
                    && to.isBefore(LocalDate.MAX);
        }

        void seal() {
            if (number != null) {
                judging.seal(number);
            }
        }

        private int number(int unit) {
            if (number == null) {
                number = judging.begin(new UnitId(unit), null, reason);
            }
            return number;
        }
    }
}
