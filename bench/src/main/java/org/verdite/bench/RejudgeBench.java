package org.verdite.bench;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitRehearsal;
import org.verdite.shared.Scope;

/// A limit that one series of hours is judged by is corrected after ten years: how long it takes to show what would be
/// judged otherwise, and from its acceptance until the last result is judged. Once by a bound that changes a few
/// verdicts (each exceedance is compared with another bound), once by one that changes a third of them. There and back
/// again, three times; the first time warms up. One site lies around the series, of a million results.
final class RejudgeBench {

    private static final int ROUNDS = 4;

    private final ConfigurableApplicationContext context;
    private final Connection connection;

    private RejudgeBench(ConfigurableApplicationContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    static Map<String, Object> run() throws Exception {
        var data = Files.createTempDirectory("verdite-bench");
        try {
            var context = InProcess.start(data);
            try (var connection = InProcess.superuser(data)) {
                var first = LocalDate.now(ZoneOffset.UTC).minusYears(10);
                var group = new LikeSites(context);
                group.found(first);
                group.add(1, 1, first);
                new TenYears(() -> InProcess.superuser(data), first).fill();
                AsTheDoors.check(context, connection);
                return new RejudgeBench(context, connection).figures();
            } finally {
                InProcess.stop(context);
            }
        } finally {
            InProcess.delete(data);
        }
    }

    private Map<String, Object> figures() throws Exception {
        long limit = number("""
                select l.id from obligations."limit" l where l.parameter_code = 'w01018' and l.point_code = 'P01' and superseded_at is null""");
        var figures = new LinkedHashMap<String, Object>();
        figures.put("results", number("""
                select count(*) from monitoring.result r join monitoring.series s on s.id = r.series_id join monitoring.point p on p.id = s.point_id
                where p.code = 'P01' and s.parameter_code = 'w01018'"""));
        figures.put("few", corrected(limit, "75"));
        figures.put("third", corrected(limit, "59"));
        return figures;
    }

    private Map<String, Object> corrected(long limit, String bound) throws Exception {
        var shown = new ArrayList<Double>();
        var judged = new ArrayList<Double>();
        var accepted = new ArrayList<Double>();
        long changed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (String upper : List.of(bound, LikeSites.LIMIT)) {
                long revision = number(
                        "select revision from obligations.\"limit\" where superseded_at is null and id = " + limit);
                Runnable change =
                        () -> context.getBean(LimitRegister.class).correct(revision, null, new BigDecimal(upper), "");
                long begin = System.nanoTime();
                var difference = Scope.system("bench")
                        .get(() -> context.getBean(LimitRehearsal.class).rehearse(change));
                double rehearsed = since(begin);
                long jobs = number("select coalesce(max(id), 0) from ui.job");
                begin = System.nanoTime();
                Scope.system("bench").run(change);
                await(jobs);
                if (upper.equals(bound)) {
                    changed = difference.changed();
                }
                if (round > 0) {
                    shown.add(rehearsed);
                    accepted.add(since(begin));
                    judged.add(number("""
                            select (extract(epoch from ended_at - started_at) * 1000)::bigint from ui.job order by id desc limit 1""") / 1e3);
                }
            }
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("otherVerdicts", changed);
        figures.put("shownSeconds", middle(shown));
        figures.put("judgedSeconds", middle(judged));
        figures.put("acceptedToJudgedSeconds", middle(accepted));
        return figures;
    }

    private void await(long job) throws Exception {
        for (int i = 0; i < 6_000; i++) {
            String state = text("select coalesce(max(state), '') from ui.job where id > " + job);
            if (state.equals("DONE")) {
                return;
            }
            if (state.equals("FAILED")) {
                throw new IllegalStateException(text("select failure from ui.job where id > " + job));
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("the job that judges again did not end in a minute");
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /// The median and the longest, in seconds.
    private static Map<String, Double> middle(List<Double> times) {
        var sorted = times.stream().sorted().toList();
        var both = new LinkedHashMap<String, Double>();
        both.put("median", Math.round(sorted.get(sorted.size() / 2) * 1_000) / 1e3);
        both.put("longest", Math.round(sorted.getLast() * 1_000) / 1e3);
        return both;
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery(query)) {
            rs.next();
            return rs.getString(1);
        }
    }
}
