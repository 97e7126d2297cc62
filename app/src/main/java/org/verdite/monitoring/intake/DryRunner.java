package org.verdite.monitoring.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.ImportFiles;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.monitoring.sampling.Deliveries;
import org.verdite.shared.Scope;

/// Tries a file out: everything a load does but the storing. What it needs in the database for that (new points,
/// series) is made in a transaction that is always rolled back.
@Component
class DryRunner {

    /// Hears how far it is; may throw to stop it.
    interface Progress {
        void lines(long done, long total);
    }

    private final Intakes intakes;
    private final ImportFiles files;
    private final PlanMaker plans;
    private final LimitBook limits;
    private final Deliveries deliveries;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;

    DryRunner(
            Intakes intakes,
            ImportFiles files,
            PlanMaker plans,
            LimitBook limits,
            Deliveries deliveries,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        this.intakes = intakes;
        this.files = files;
        this.plans = plans;
        this.limits = limits;
        this.deliveries = deliveries;
        this.dataSource = dataSource;
        this.transaction = new TransactionTemplate(transactions);
    }

    DryRun run(long id, Progress progress) {
        return Scope.current().everything().get(() -> {
            var row = Objects.requireNonNull(transaction.execute(_ -> intakes.require(id)));
            var spec = row.requireMapping();
            var file = Marks.file(row, files);
            var layout = new Layout(row.header(), spec);
            var survey = Survey.of(file, layout);
            progress.lines(survey.lines() / 3, survey.lines());
            var outcome = Objects.requireNonNull(transaction.execute(status -> {
                status.setRollbackOnly();
                return attempt(row, spec, file, survey, progress);
            }));
            transaction.executeWithoutResult(_ -> {
                intakes.keepDryRun(row, outcome.result());
                intakes.rejects(row, outcome.rejects());
            });
            return outcome.result();
        });
    }

    private record Outcome(DryRun result, List<Reject> rejects) {}

    private Outcome attempt(IntakeRow row, MappingSpec spec, CsvFile file, Survey survey, Progress progress) {
        DateStyle dates = spec.dates() != null ? spec.dates() : survey.dates().style();
        NumberStyle numbers = spec.numbers() != null
                ? spec.numbers()
                : row.workbook() ? NumberStyle.POINT : survey.numbers().style();
        var plan = plans.make(
                row, spec, survey, ambiguous(dates, survey) ? null : dates == null ? DateStyle.ISO : dates, numbers);
        var series = plan.series();
        var judge = series.isEmpty()
                ? null
                : new ArrivalJudge(limits.bind(series.stream().map(s -> s.id).toList()), series, 0);
        var connection = DataSourceUtils.getConnection(dataSource);
        var trial = new Trial(plan, new Results(connection, row.id()), judge == null ? (_, _) -> {} : judge::judge);
        var reader = new LineReader(plan, trial);
        long[] done = {0};
        file.lines(plan.layout.columns(), line -> {
            reader.read(line);
            if (++done[0] % 20_000 == 0) {
                progress.lines(survey.lines() / 3 + done[0] * 2 / 3, survey.lines());
            }
        });
        trial.compareAll();
        var texts = firstTexts(file, plan, trial.pairsFirst);
        var rejects = trial.rejected.listed().stream().map(r -> told(r, texts)).toList();
        var notices = Found.notices(row, plan, trial, reader.noTime());
        notices.addAll(Found.samples(deliveries.outlook(reader.said().all()), reader.said()));
        return new Outcome(result(plan, trial, survey, judge, texts, notices), rejects);
    }

    private static boolean ambiguous(@Nullable DateStyle known, Survey survey) {
        return known == null && survey.dates().ambiguous();
    }

    /// What the first lines of conflicting pairs say; the books keep only their numbers.
    private static Map<Long, String> firstTexts(CsvFile file, Plan plan, List<Long> wanted) {
        var texts = new HashMap<Long, String>();
        if (wanted.isEmpty() || plan.layout.wideColumns() > 0) {
            return texts;
        }
        var numbers = new java.util.HashSet<>(wanted);
        file.lines(plan.layout.columns(), line -> {
            if (numbers.contains(line.number())) {
                texts.put(line.number(), line.wanted()[plan.layout.at(Role.VALUE)]);
            }
        });
        return texts;
    }

    private static Reject told(Reject reject, Map<Long, String> texts) {
        if (!reject.code().equals("conflict")) {
            return reject;
        }
        var args = new ArrayList<>(reject.args());
        if (args.get(1).equals("")) {
            args.set(1, texts.getOrDefault(((Number) args.get(0)).longValue(), ""));
        }
        String found = reject.found().isEmpty() ? texts.getOrDefault(reject.line(), "") : reject.found();
        return new Reject(reject.line(), reject.column(), found, reject.code(), args);
    }

    private static DryRun result(
            Plan plan,
            Trial trial,
            Survey survey,
            @Nullable ArrivalJudge judge,
            Map<Long, String> texts,
            List<DryRun.Notice> notices) {
        var points = points(plan, survey);
        var parameters = parameters(plan, survey);
        var used = plan.series().stream().filter(s -> s.rows > 0).toList();
        var distinct = new TreeMap<Integer, SeriesRef>();
        used.forEach(s -> distinct.put(s.id, s));
        var units = new TreeSet<Integer>();
        used.forEach(s -> units.add(s.point.unit));
        return new DryRun(
                survey.lines(),
                trial.ready,
                trial.asked,
                trial.rejected.count(),
                trial.here,
                trial.revisions,
                trial.conflicts,
                Found.questions(plan, trial, survey),
                trial.rejected.groups(r -> told(r, texts)),
                notices,
                points,
                parameters,
                distinct.size(),
                (int) distinct.values().stream().filter(s -> s.fresh).count(),
                trial.ready + trial.here == 0 ? null : LocalDate.ofEpochDay(trial.first),
                trial.ready + trial.here == 0 ? null : LocalDate.ofEpochDay(trial.last),
                plan.dates,
                plan.numbers,
                judge == null ? 0 : judge.judged(),
                judge == null ? 0 : judge.exceeded(),
                judge == null ? 0 : judge.notJudged(),
                List.copyOf(trial.months),
                List.copyOf(units),
                pairs(used, points, parameters),
                trial.rejected.listed().size(),
                trial.besides,
                List.copyOf(trial.beside.values()));
    }

    private static List<DryRun.NameFound> points(Plan plan, Survey survey) {
        return survey.points().stream()
                .map(name -> {
                    var ref = plan.points.get(name);
                    return new DryRun.NameFound(
                            name, survey.pointLines(name), ref == null ? "" : ref.leftOut ? "-" : ref.label, List.of());
                })
                .toList();
    }

    private static List<DryRun.NameFound> parameters(Plan plan, Survey survey) {
        return survey.parameters().stream()
                .map(key -> {
                    var ref = plan.parameters.get(key);
                    return new DryRun.NameFound(
                            key,
                            survey.parameterLines(key),
                            ref == null ? "" : ref.leftOut ? "-" : ref.code,
                            survey.units(key));
                })
                .toList();
    }

    private static List<List<Integer>> pairs(
            List<SeriesRef> used, List<DryRun.NameFound> points, List<DryRun.NameFound> parameters) {
        var pointPlaces = new HashMap<String, Integer>();
        points.forEach(p -> pointPlaces.put(p.name(), pointPlaces.size()));
        var parameterPlaces = new HashMap<String, Integer>();
        parameters.forEach(p -> parameterPlaces.put(p.name(), parameterPlaces.size()));
        return used.stream()
                .filter(s -> parameterPlaces.containsKey(s.parameter.key))
                .map(s -> List.of(
                        pointPlaces.getOrDefault(s.point.name, -1),
                        Objects.requireNonNull(parameterPlaces.get(s.parameter.key))))
                .toList();
    }
}
