package org.verdite.monitoring.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.verdite.monitoring.BoundLimits;
import org.verdite.monitoring.Judgement;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.judgement.Reason;
import org.verdite.monitoring.judgement.Verdict;

/// Judges results as they come, in memory, by the limits of their legal day.
final class ArrivalJudge implements LimitLine.Findings {

    private final BoundLimits limits;
    private final int judging;
    private final List<Judgement> kept = new ArrayList<>();
    private final boolean keeping;
    private long judged;
    private long exceeded;
    private long notJudged;
    private Row row = new Row();
    private SeriesRef at;

    /// @param judging id of the judging the verdicts belong to, 0 for a preview that keeps none
    ArrivalJudge(BoundLimits limits, List<SeriesRef> series, int judging) {
        this.limits = limits;
        this.judging = judging;
        this.keeping = judging != 0;
        series.forEach(s -> s.limited = limits.any(s.id));
        this.at = series.isEmpty() ? none() : series.getFirst();
    }

    private static SeriesRef none() {
        throw new IllegalStateException("a plan without series has nothing to judge");
    }

    /// Sets the row's verdict.
    void judge(Row coming, SeriesRef series) {
        coming.verdict = 0;
        coming.judging = 0;
        if (!series.limited) {
            return;
        }
        var lines = lines(coming, series);
        if (lines.isEmpty()) {
            return;
        }
        row = coming;
        at = series;
        var measured = new Measured(
                coming.value,
                coming.censor,
                coming.level,
                coming.original,
                coming.flag.equals("R") ? Reason.REJECTED : null);
        Verdict verdict = LimitLine.judgeAll(lines, measured, this);
        coming.verdict = (short) verdict.code();
        coming.judging = judging;
        switch (coming.verdict) {
            case 0 -> {}
            case 4 -> notJudged++;
            case 3 -> {
                judged++;
                exceeded++;
            }
            default -> judged++;
        }
    }

    private List<LimitLine> lines(Row coming, SeriesRef series) {
        long day = Math.floorDiv(coming.started, 86_400L);
        if (!coming.dateOnly) {
            day = LocalDate.ofInstant(Instant.ofEpochSecond(coming.started), series.point.zone)
                    .toEpochDay();
        }
        if (day != series.day) {
            series.day = day;
            // what depends on other values waits for the end of the file: they may stand behind
            series.lines = limits.numbers(series.id, LocalDate.ofEpochDay(day));
        }
        return series.lines;
    }

    @Override
    public void found(LimitLine line, Verdict verdict) {
        if (keeping) {
            kept.add(Judgement.of(
                    row.series,
                    row.unit,
                    Instant.ofEpochSecond(row.started),
                    Instant.ofEpochSecond(row.ended),
                    row.sample,
                    row.replicate,
                    row.run,
                    0,
                    line,
                    verdict,
                    // what a result below or above a level was held against is the level
                    row.censor == 0 ? row.value : row.level,
                    at.unit));
        }
    }

    List<Judgement> kept() {
        return kept;
    }

    long judged() {
        return judged;
    }

    long exceeded() {
        return exceeded;
    }

    long notJudged() {
        return notJudged;
    }
}
