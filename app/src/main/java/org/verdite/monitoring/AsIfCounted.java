package org.verdite.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Measured;

/// What results that don't count would be judged as if they did, so that nobody has to wonder what a flag hides.
/// Nothing is stored.
@Component
public class AsIfCounted {

    /// A result that may be excluded.
    public record Left(int series, Instant started, Instant ended, boolean dateOnly, String sample, Measured measured) {

        private Measured counted() {
            return new Measured(
                    measured.value(),
                    measured.censor(),
                    measured.level(),
                    measured.original(),
                    null,
                    measured.composed());
        }

        private Covariates.At at() {
            return Covariates.At.of(measured, started, ended, dateOnly, sample);
        }
    }

    private final LimitBook book;
    private final Covariates covariates;

    AsIfCounted(LimitBook book, Covariates covariates) {
        this.book = book;
        this.covariates = covariates;
    }

    /// The code of each one's verdict, as `monitoring.result.verdict` stores it, in their order.
    @Transactional(readOnly = true)
    public List<Integer> verdicts(Collection<Left> results) {
        var bound = book.bind(results.stream().map(Left::series).distinct().toList());
        var verdicts = new ArrayList<Integer>();
        for (Left result : results) {
            var day = bound.legalDay(result.series(), result.started(), result.dateOnly());
            var around = covariates.window(
                    result.series(), bound.dependent(result.series()), result.started(), result.ended());
            var lines = around.of(bound.lines(result.series(), day), result.at());
            verdicts.add(
                    LimitLine.judgeAll(lines, result.counted(), (_, _) -> {}).code());
        }
        return verdicts;
    }
}
