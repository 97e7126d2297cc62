package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.verdite.trail.proof.Heads;
import org.verdite.trail.proof.HeadsWriter;
import org.verdite.trail.proof.Verifier;

/// What the trail costs eight writers: transactions of three inserts into a table without and with it, as fast as they
/// can and with 20 ms of thinking inside each; then one statement of 20,000 rows, anchoring, and verifying. The
/// application runs beside and seals every few seconds, as it does in life. Option: `--seconds N` (8) for each figure.
final class TrailBench {

    private static final int WRITERS = 8;

    private TrailBench() {}

    static Map<String, Object> run(List<String> args) throws Exception {
        int seconds = (int) Bench.number(args, "--seconds", 8);
        try (var installation = Installation.fresh(true, Installation.fromClasses())) {
            installation.start();
            try (var connection = installation.superuser()) {
                make(connection);
            }
            var figures = new LinkedHashMap<String, Object>();
            figures.put("writers", WRITERS);
            figures.put("rowsPerTransaction", 3);
            measured(installation, "plain", 2, 0);
            measured(installation, "watched", 2, 0);
            double plain = 0;
            double watched = 0;
            for (int round = 0; round < 2; round++) {
                plain = Math.max(plain, measured(installation, "plain", seconds, 0));
                watched = Math.max(watched, measured(installation, "watched", seconds, 0));
            }
            figures.put("plainPerSecond", Math.round(plain));
            figures.put("trailPerSecond", Math.round(watched));
            figures.put("ratio", Math.round(watched / plain * 100) / 100.0);
            double plainThinking = measured(installation, "plain", seconds, 20);
            double watchedThinking = measured(installation, "watched", seconds, 20);
            figures.put("plainThinkingPerSecond", Math.round(plainThinking));
            figures.put("trailThinkingPerSecond", Math.round(watchedThinking));
            figures.put("ratioThinking", Math.round(watchedThinking / plainThinking * 100) / 100.0);
            try (var connection = installation.superuser()) {
                for (String table : List.of("plain", "watched", "bulk")) {
                    figures.put(table + "20000RowsMs", statement(connection, table));
                }
                proof(connection, figures);
            }
            return figures;
        }
    }

    private static void make(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set role verdite_owner");
            sql.execute("call verdite.room('probe')");
            for (String table : List.of("plain", "watched", "bulk")) {
                sql.execute("create table probe." + table
                        + " (id bigint generated always as identity primary key, unit_id int not null, title text not null,"
                        + " amount numeric(12, 2) not null, due date not null)");
                sql.execute("call verdite.scoped('probe." + table + "')");
            }
            sql.execute("call trail.pub_watch('probe.watched', 'id')");
            sql.execute("call trail.pub_watch_bulk('probe.bulk', 'id')");
        }
    }

    /// Transactions a second of all writers together.
    private static double measured(Installation installation, String table, int seconds, int thinking)
            throws Exception {
        var work = new ArrayList<Callable<Long>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            work.add(() -> write(installation, table, seconds, thinking));
        }
        long all = 0;
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Long> done : writers.invokeAll(work)) {
                all += done.get();
            }
        }
        return (double) all / seconds;
    }

    private static long write(Installation installation, String table, int seconds, int thinking) throws Exception {
        try (var connection = installation.superuser()) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("insert into probe." + table
                            + " (unit_id, title, amount, due) values (?, ?, ?, date '2026-01-01')");
                    var who = connection.prepareStatement(
                            "select set_config('role', 'verdite_all', true), set_config('verdite.who', 'account:7', true),"
                                    + " set_config('verdite.request', 'bench', true)")) {
                long end = System.nanoTime() + seconds * 1_000_000_000L;
                long done = 0;
                while (System.nanoTime() < end) {
                    who.execute();
                    for (int i = 0; i < 3; i++) {
                        insert.setInt(1, i);
                        insert.setString(2, "haul road dust suppression " + done);
                        insert.setBigDecimal(3, java.math.BigDecimal.valueOf(done, 2));
                        insert.execute();
                    }
                    if (thinking > 0) {
                        Thread.sleep(thinking);
                    }
                    connection.commit();
                    done++;
                }
                return done;
            }
        }
    }

    private static long statement(Connection connection, String table) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                long begin = System.nanoTime();
                sql.execute(
                        "insert into probe." + table
                                + " (unit_id, title, amount, due) select 1, 'title ' || n, n, date '2026-01-01' from generate_series(1, 20000) n");
                best = Math.min(best, (System.nanoTime() - begin) / 1_000_000);
            }
            return best;
        }
    }

    private static void proof(Connection connection, Map<String, Object> figures) throws Exception {
        var directory = java.nio.file.Files.createTempDirectory("verdite-heads");
        try (Statement sql = connection.createStatement()) {
            sql.execute("analyze trail.entry");
            sql.execute("select trail.pub_anchor()");
        }
        connection.setAutoCommit(false);
        long begin = System.nanoTime();
        new HeadsWriter(directory).append(connection);
        figures.put("headsOfAllMs", (System.nanoTime() - begin) / 1_000_000);
        connection.rollback();
        begin = System.nanoTime();
        try (var heads = Heads.in(directory)) {
            var report = Verifier.database(connection, heads, _ -> {});
            long ms = (System.nanoTime() - begin) / 1_000_000;
            figures.put("entries", report.entries());
            figures.put("anchors", report.anchors());
            figures.put("findings", report.total());
            figures.put("verifyMs", ms);
            figures.put("verifiedPerSecond", Math.round(report.entries() * 1000.0 / ms));
        }
        try (var files = java.nio.file.Files.list(directory)) {
            for (var file : files.toList()) {
                java.nio.file.Files.delete(file);
            }
        }
        java.nio.file.Files.delete(directory);
    }
}
