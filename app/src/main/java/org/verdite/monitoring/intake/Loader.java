package org.verdite.monitoring.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Consequences;
import org.verdite.monitoring.Exceedances;
import org.verdite.monitoring.Judgement;
import org.verdite.monitoring.Judging;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.MonthReviews;
import org.verdite.monitoring.ResultsArrived;
import org.verdite.monitoring.RunningLoads;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.file.ImportFiles;
import org.verdite.monitoring.sampling.Deliveries;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Loads a file that was tried out: one transaction, all of it or nothing. Repeating it changes nothing.
@Component
class Loader {

    private final Intakes intakes;
    private final ImportFiles files;
    private final PlanMaker plans;
    private final LimitBook limits;
    private final Judging judging;
    private final Exceedances exceedances;
    private final Consequences consequences;
    private final MonthReviews reviews;
    private final Waiting waiting;
    private final LoadBooks books;
    private final Deliveries deliveries;
    private final RunningLoads running;
    private final Access access;
    private final DataSource dataSource;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Loader(
            Intakes intakes,
            ImportFiles files,
            PlanMaker plans,
            LimitBook limits,
            Judging judging,
            Exceedances exceedances,
            Consequences consequences,
            MonthReviews reviews,
            Waiting waiting,
            LoadBooks books,
            Deliveries deliveries,
            RunningLoads running,
            Access access,
            DataSource dataSource,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.intakes = intakes;
        this.files = files;
        this.plans = plans;
        this.limits = limits;
        this.judging = judging;
        this.exceedances = exceedances;
        this.consequences = consequences;
        this.reviews = reviews;
        this.waiting = waiting;
        this.books = books;
        this.deliveries = deliveries;
        this.running = running;
        this.access = access;
        this.dataSource = dataSource;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    LoadResult run(long id, DryRunner.Progress progress) {
        var starter = Scope.current();
        return starter.everything().get(() -> {
            var dry = Objects.requireNonNull(transaction.execute(_ -> {
                var row = intakes.require(id);
                if (!row.state().mayLoad()) {
                    throw new Refused("monitoring.import.refused.state");
                }
                var tried = intakes.dryRun(row).orElseThrow(() -> new Refused("monitoring.import.refused.notTried"));
                // in a transaction of its own: making a table waits for everybody who reads results
                ensureMonths(tried);
                return tried;
            }));
            return Objects.requireNonNull(transaction.execute(_ -> {
                try {
                    return load(require(id), dry, starter, progress);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }));
        });
    }

    private void ensureMonths(DryRun dry) {
        try {
            Results.ensureMonths(connection(), dry.months());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection() {
        return DataSourceUtils.getConnection(dataSource);
    }

    /// The import as it is now, unless it was mapped anew since the months were made: then nobody tried it.
    private IntakeRow require(long id) {
        var row = intakes.require(id);
        if (!row.state().mayLoad() || intakes.dryRun(row).isEmpty()) {
            throw new Refused("monitoring.import.refused.notTried");
        }
        return row;
    }

    private LoadResult load(IntakeRow row, DryRun dry, Scope starter, DryRunner.Progress progress) throws SQLException {
        running.begin();
        var spec = row.requireMapping();
        var plan = plans.make(row, spec, new Remembered(dry), dry.dates(), dry.numbers());
        var series = plan.series();
        // the plan looks points up anew: who starts the load must be allowed at each of their units, not only at the
        // tried ones
        var units = series.stream().map(s -> s.point.unit).distinct().toList();
        starter.run(() -> units.forEach(unit -> access.require(Permission.MONITORING_IMPORT, new UnitId(unit))));
        var ids = series.stream().map(s -> s.id).distinct().sorted().toList();
        var dependants = consequences.hold(ids);
        var bound = limits.bind(ids);
        var locked = reviews.locked(ids);
        series.forEach(s -> s.locked = locked.getOrDefault(s.id, Set.of()));
        boolean limited = ids.stream().anyMatch(bound::any);
        int judgingId = limited ? judging.begin(new UnitId(row.unit()), row.id(), "") : 0;
        var judge = limited ? new ArrivalJudge(bound, series, judgingId) : null;
        var file = Marks.file(row, files);
        var conveyor = new Conveyor(file, plan, judge, books.lostLines(row.id()), row.id());
        var results = new Results(connection(), row.id());
        conveyor.run(results, progress, dry.lines());
        deliveries.enter(conveyor.samples());
        long[] aside = results.aside() == 0 ? new long[2] : waiting.settle(row.id());
        var used = series.stream().filter(s -> s.rows > 0).toList();
        if (results.added() + results.revised() > 0) {
            books.latest(used);
        }
        boolean mixed = results.unchanged() > 0;
        // a verdict belongs to a revision: of what is new it is the first, of what was corrected it has to be asked
        boolean asked = mixed || results.revised() > 0;
        var kept =
                judge == null ? List.<Judgement>of() : asked ? books.standing(judge.kept(), judgingId) : judge.kept();
        judging.record(judgingId, kept);
        if (limited) {
            judging.seal(judgingId);
        }
        rebuild(used, kept, asked);
        var counts = judge == null ? new long[3] : new long[] {judge.judged(), judge.exceeded(), judge.notJudged()};
        if (!used.isEmpty()) {
            var all = used.stream().map(s -> s.id).distinct().sorted().toList();
            consequences.follow(all, dependants, first(used), last(used));
        }
        if (asked || !dependants.series().isEmpty()) {
            counts = books.count(row.id(), used);
        }
        var result = new LoadResult(
                results.added(),
                results.unchanged() + aside[1] + results.doubtedHere(),
                results.revised(),
                conveyor.rejected() - results.doubtedHere(),
                counts[0],
                counts[1],
                counts[2],
                aside[0]);
        books.close(row, result, used, mixed ? null : conveyor.root());
        announce(row, result, used);
        return result;
    }

    /// What is made of results, as loads are, is made again where they came.
    private void announce(IntakeRow row, LoadResult result, List<SeriesRef> used) {
        if (result.loaded() + result.revised() > 0 && !used.isEmpty()) {
            events.publishEvent(new ResultsArrived(
                    new UnitId(row.unit()),
                    row.id(),
                    used.stream().map(s -> s.id).distinct().toList(),
                    first(used),
                    last(used)));
        }
    }

    private static Instant first(List<SeriesRef> used) {
        return Instant.ofEpochSecond(used.stream().mapToLong(s -> s.from).min().orElse(0));
    }

    private static Instant last(List<SeriesRef> used) {
        return Instant.ofEpochSecond(used.stream().mapToLong(s -> s.to).max().orElse(0));
    }

    private void rebuild(List<SeriesRef> used, List<Judgement> kept, boolean all) {
        var limited = used.stream().filter(s -> s.limited).map(s -> s.id).toList();
        var touched = new TreeSet<Integer>();
        if (all) {
            touched.addAll(limited);
        } else {
            kept.forEach(j -> touched.add(j.series()));
            // what keeps its limit leaves no judgement, and yet ends or splits an episode
            long first = used.stream().mapToLong(s -> s.from).min().orElse(0);
            touched.addAll(exceedances.standing(limited, Instant.ofEpochSecond(first)));
        }
        var of = used.stream().filter(s -> touched.contains(s.id)).toList();
        if (of.isEmpty()) {
            return;
        }
        exceedances.rebuild(touched, first(of), last(of).plus(Duration.ofDays(1)));
    }

    /// The names of the file as the dry run found them.
    private static final class Remembered implements PlanMaker.Names {
        private final DryRun dry;
        private final Map<String, List<String>> units = new HashMap<>();
        private final Map<String, Set<String>> pairs = new HashMap<>();

        Remembered(DryRun dry) {
            this.dry = dry;
            dry.parameters().forEach(p -> units.put(p.name(), p.units()));
            for (List<Integer> pair : dry.pairs()) {
                String point = pair.getFirst() < 0
                        ? ""
                        : dry.points().get(pair.getFirst()).name();
                pairs.computeIfAbsent(dry.parameters().get(pair.getLast()).name(), _ -> new HashSet<>())
                        .add(point);
            }
        }

        @Override
        public List<String> points() {
            return dry.points().stream().map(DryRun.NameFound::name).toList();
        }

        @Override
        public List<String> parameters() {
            return new ArrayList<>(
                    units.keySet().isEmpty()
                            ? List.of()
                            : dry.parameters().stream()
                                    .map(DryRun.NameFound::name)
                                    .toList());
        }

        @Override
        public List<String> units(String parameter) {
            return units.getOrDefault(parameter, List.of());
        }

        @Override
        public boolean together(String point, String parameter) {
            return pairs.getOrDefault(parameter, Set.of()).contains(point);
        }
    }
}
