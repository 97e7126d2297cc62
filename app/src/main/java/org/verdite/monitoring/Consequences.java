package org.verdite.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.UnitId;

/// What follows when results of some series changed: sums of hours and days, means, and verdicts that depend on them.
/// Call it in the transaction that changes the results, seeing everything.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Consequences {

    private final LimitBook limits;
    private final DerivedMeans means;
    private final Rollups rollups;
    private final LatestResults latest;
    private final JudgeAgain again;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Consequences(
            LimitBook limits,
            DerivedMeans means,
            Rollups rollups,
            LatestResults latest,
            JudgeAgain again,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.limits = limits;
        this.means = means;
        this.rollups = rollups;
        this.latest = latest;
        this.again = again;
        this.jdbc = jdbc;
        this.events = events;
    }

    /// Waits for whoever changes these series, or what follows from them, and lets nobody begin until the transaction
    /// ends. Held from the beginning and in one order, or two changes wait for each other.
    ///
    /// @return what is judged again once the results have changed
    public LimitBook.Dependants hold(Collection<Integer> series) {
        var dependants = limits.dependants(series);
        jdbc.sql("select id from monitoring.series where id = any(:ids) order by id for update")
                .param(
                        "ids",
                        Stream.of(series, dependants.series(), means.of(series))
                                .flatMap(Collection::stream)
                                .distinct()
                                .toArray(Integer[]::new))
                .query((rs, _) -> rs.getInt(1))
                .list();
        return dependants;
    }

    /// After results that were judged on their way in.
    public void follow(List<Integer> series, LimitBook.Dependants dependants, Instant first, Instant last) {
        rollups.refresh(series, first, last);
        means.refresh(series, first, last);
        again.dependants(dependants, first, last);
    }

    /// After results that are stored and have to be judged, of some legal days, both included.
    public void judge(
            List<Integer> series, LimitBook.Dependants dependants, LocalDate first, LocalDate last, String reason) {
        latest.refresh(series);
        series.forEach(one -> again.series(one, first, last, reason));
        follow(
                series,
                dependants,
                first.atStartOfDay().toInstant(ZoneOffset.UTC),
                last.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /// After stored results began or ceased to count: they are judged, and whoever makes something of them is told.
    public void recount(UnitId unit, ResultsSpan span, LimitBook.Dependants dependants, String reason) {
        // a legal day begins or ends up to a day beside the date in UTC
        judge(
                span.series(),
                dependants,
                LocalDate.ofInstant(span.from(), ZoneOffset.UTC).minusDays(1),
                LocalDate.ofInstant(span.to(), ZoneOffset.UTC).plusDays(1),
                reason);
        events.publishEvent(new ResultsArrived(unit, 0, span.series(), span.from(), span.to()));
    }
}
