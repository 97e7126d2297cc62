package org.verdite.monitoring;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.LimitChanged;
import org.verdite.obligations.LimitRehearsal;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;

/// Judges by a changed limit in a transaction that is taken back: what it says is what the change would do, because it
/// is what the change does.
@Component
class RehearseLimits implements LimitRehearsal {

    /// More results than these are not judged while somebody waits for a page.
    private static final long MOST = 200_000;

    private record Heard(List<LimitChanged> changes, List<JudgedAgain> judged) {}

    /// @param measured the series, or the one its means are made of
    private record Judged(int measured, Line line) {}

    private record Tried(long results, List<Judged> lines) {}

    private static final ScopedValue<Heard> HEARD = ScopedValue.newInstance();

    private final JdbcClient jdbc;
    private final LimitBook book;
    private final DerivedMeans means;
    private final JudgeAgain again;
    private final TransactionTemplate takenBack;

    RehearseLimits(
            JdbcClient jdbc,
            LimitBook book,
            DerivedMeans means,
            JudgeAgain again,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.book = book;
        this.means = means;
        this.again = again;
        this.takenBack = new TransactionTemplate(transactions);
        this.takenBack.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @EventListener
    public void on(LimitChanged change) {
        if (HEARD.isBound()) {
            HEARD.get().changes().add(change);
        }
    }

    @EventListener
    public void on(JudgedAgain judged) {
        if (HEARD.isBound()) {
            HEARD.get().judged().add(judged);
        }
    }

    @Override
    public Difference rehearse(Runnable change) {
        var heard = new Heard(new ArrayList<>(), new ArrayList<>());
        return ScopedValue.where(HEARD, heard).call(() -> {
            // first as the person who asks: what that person may not do is not tried
            undone(() -> {
                change.run();
                return true;
            });
            var changes = List.copyOf(heard.changes());
            var tried = Scope.system("rehearsal").get(() -> undone(() -> judge(change, changes, heard)));
            return tried.results() > MOST
                    ? new Difference(tried.results(), List.of(), 0, false)
                    : undone(() -> seen(tried));
        });
    }

    private <T> T undone(Supplier<T> work) {
        return Objects.requireNonNull(takenBack.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        }));
    }

    /// Counts the results in the days of the changed limits, and judges them when they are not too many.
    private Tried judge(Runnable change, List<LimitChanged> changes, Heard heard) {
        var parameters = changes.stream().flatMap(c -> c.parameters().stream()).collect(Collectors.toSet());
        var from = changes.stream()
                .map(LimitChanged::from)
                .min(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
        var measured = measured(parameters, from);
        // what the limits of today ask for and nobody has put together yet is no difference
        means.of(measured);
        var before = said(withMeans(measured, parameters));
        change.run();
        means.of(measured);
        var concerned = concerned(measured, parameters, before);
        var sources = sources(concerned);
        long results = results(
                Stream.of(concerned, sources).flatMap(List::stream).distinct().toList(), from);
        if (results <= MOST) {
            sources.forEach(means::refresh);
            concerned.forEach(series -> again.series(series, from, "rehearsed"));
        }
        return new Tried(results, lines(heard.judged()));
    }

    private List<Integer> measured(Set<String> parameters, LocalDate from) {
        return jdbc.sql("""
                        select s.id from monitoring.series s join monitoring.latest l on l.series_id = s.id
                        where s.parameter_code = any(:parameters) and s.derived_from is null
                          and l.started >= cast(:from as timestamp) at time zone 'UTC' - interval '1 day' order by s.id""")
                .param("parameters", parameters.toArray(String[]::new))
                .param("from", from.isAfter(LocalDate.of(9999, 1, 1)) ? LocalDate.of(9999, 1, 1) : from)
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    /// Series, with the means made of them, that the register binds otherwise after the change than before it.
    private List<Integer> concerned(
            Collection<Integer> measured, Set<String> parameters, Map<Integer, Set<String>> before) {
        return said(withMeans(measured, parameters)).entrySet().stream()
                .filter(now -> !now.getValue().equals(before.getOrDefault(now.getKey(), Set.of())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private TreeSet<Integer> withMeans(Collection<Integer> measured, Set<String> parameters) {
        var all = new TreeSet<>(measured);
        all.addAll(jdbc.sql(
                        "select id from monitoring.series where derived_from = any(:ids) and parameter_code = any(:parameters)")
                .param("ids", measured.toArray(Integer[]::new))
                .param("parameters", parameters.toArray(String[]::new))
                .query((rs, _) -> rs.getInt(1))
                .list());
        return all;
    }

    private Map<Integer, Set<String>> said(Collection<Integer> series) {
        var bound = book.bind(series);
        var said = new TreeMap<Integer, Set<String>>();
        series.forEach(id -> said.put(id, said(bound, id)));
        return said;
    }

    /// Of means the series that they are made of.
    private List<Integer> sources(List<Integer> series) {
        return jdbc.sql(
                        "select distinct derived_from from monitoring.series where id = any(:ids) and derived_from is not null order by 1")
                .param("ids", series.toArray(Integer[]::new))
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    private static Set<String> said(BoundLimits bound, int series) {
        return bound.of(series).stream()
                .map(h -> h.line().terms().revision() + " " + h.from() + " " + h.to())
                .collect(Collectors.toSet());
    }

    private long results(List<Integer> series, LocalDate from) {
        return series.isEmpty()
                ? 0
                : jdbc.sql("""
                                select count(*) from (select 1 from monitoring.result where series_id = any(:ids) and started >= :from limit :most) r""")
                        .param("ids", series.toArray(Integer[]::new))
                        .param("from", from.atStartOfDay().minusDays(1).atOffset(ZoneOffset.UTC))
                        .param("most", MOST + 1)
                        .query((rs, _) -> rs.getLong(1))
                        .single();
    }

    /// By series, while those that are made by the rehearsal are there.
    private List<Judged> lines(List<JudgedAgain> changes) {
        Map<Integer, JudgedAgain> bySeries = new HashMap<>();
        for (JudgedAgain one : changes) {
            bySeries.merge(
                    one.series(),
                    one,
                    (a, b) -> new JudgedAgain(
                            a.series(),
                            a.changed() + b.changed(),
                            a.exceeded() + b.exceeded(),
                            a.cleared() + b.cleared()));
        }
        return jdbc.sql("""
                        select s.id, coalesce(s.derived_from, s.id) as measured, p.code, q.name from monitoring.series s
                        join monitoring.point p on p.id = s.point_id join monitoring.parameter q on q.code = s.parameter_code
                        where s.id = any(:ids) order by p.code, s.id""")
                .param("ids", bySeries.keySet().toArray(Integer[]::new))
                .query((rs, _) -> {
                    var one = Objects.requireNonNull(bySeries.get(rs.getInt("id")));
                    int measured = rs.getInt("measured");
                    return new Judged(
                            measured,
                            new Line(
                                    rs.getString("code"),
                                    Json.text(rs.getString("name")),
                                    "/monitoring/series/" + measured,
                                    one.changed(),
                                    one.exceeded(),
                                    one.cleared()));
                })
                .list();
    }

    /// In the scope of who asks: series that person does not see are only counted.
    private Difference seen(Tried tried) {
        var visible = new HashSet<>(jdbc.sql("select id from monitoring.series where id = any(:ids)")
                .param("ids", tried.lines().stream().map(Judged::measured).toArray(Integer[]::new))
                .query((rs, _) -> rs.getInt(1))
                .list());
        return new Difference(
                tried.results(),
                tried.lines().stream()
                        .filter(line -> visible.contains(line.measured()))
                        .map(Judged::line)
                        .toList(),
                tried.lines().stream()
                        .filter(line -> !visible.contains(line.measured()))
                        .mapToInt(line -> line.line().changed())
                        .sum(),
                true);
    }
}
