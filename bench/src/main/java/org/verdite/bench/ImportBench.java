package org.verdite.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.postgresql.PGConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.LoadResult;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// A file of laboratory results through the import, beside `COPY` of the same rows into an equal table with the same
/// key and the same monthly partitions, in the same run: rounds of load and copy by turns, each with points of its own,
/// after a checkpoint and after the jobs that follow a load (the screening above all) have ended; medians count. The
/// file: 40 points for each million rows, 25 parameters in two units, weekly over nineteen years, 5 % non-detects, 1 %
/// lines to reject; every parameter has a limit that about 1 % of the values exceed. Options: `--rows N` (1 million),
/// `--rounds N` (3).
final class ImportBench {

    private static final String[] NAMES = {
        "ALUMINUM TOTAL",
        "ARSENIC TOTAL",
        "CADMIUM TOTAL",
        "CHROMIUM TOTAL",
        "COBALT TOTAL",
        "COPPER TOTAL",
        "IRON TOTAL",
        "LEAD TOTAL",
        "MANGANESE TOTAL",
        "MOLYBDENUM TOTAL",
        "NICKEL TOTAL",
        "SELENIUM TOTAL",
        "SILVER TOTAL",
        "ZINC TOTAL",
        "MERCURY TOTAL",
        "TOTAL NITROGEN",
        "TOTAL PHOSPHORUS",
        "SULPHATE",
        "CHLORIDE",
        "FLUORIDE",
        "COD",
        "TSS",
        "TDS",
        "BARIUM TOTAL",
        "BORON TOTAL"
    };
    private static final int POINTS = 40;
    private static final int WEEKS = 1_000;

    private record Round(
            LoadResult loaded, double register, double dryRun, double load, double followUp, double copy) {}

    private ImportBench() {}

    static Map<String, Object> run(List<String> args) throws Exception {
        long rows = Bench.number(args, "--rows", 1_000_000);
        int many = (int) Bench.number(args, "--rounds", 3);
        // ten million rows are a larger file than a server takes unless it is told to
        System.setProperty("verdite.import.max", "4GB");
        Path data = Files.createTempDirectory("verdite-bench");
        try {
            var context = InProcess.start(data);
            try (var connection = InProcess.superuser(data)) {
                int unit = Scope.system("bench").get(() -> place(context, many * points(rows)));
                var rounds = new ArrayList<Round>();
                for (int round = 0; round < many; round++) {
                    rounds.add(round(context, connection, data.resolve("bench"), unit, round, rows));
                }
                return figures(rows, rounds);
            } finally {
                InProcess.stop(context);
            }
        } finally {
            InProcess.delete(data);
        }
    }

    /// More rows are more points, not more years.
    private static int points(long rows) {
        return (int) Math.max(POINTS, rows / ((long) NAMES.length * WEEKS));
    }

    /// @return lines that can be loaded
    private static long write(Path file, int round, long rows) throws IOException {
        long good = 0;
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("Station,Date,Parameter,Value,Unit,Laboratory,Sample remark\n");
            int points = points(rows);
            long weeks = rows / ((long) points * NAMES.length) + 1;
            long n = 0;
            for (int point = 0; point < points && n < rows; point++) {
                for (long week = 0; week < weeks && n < rows; week++) {
                    String date = LocalDate.of(2005, 1, 3).plusWeeks(week).toString();
                    for (int p = 0; p < NAMES.length && n < rows; p++, n++) {
                        boolean bad = n % 100 == 37;
                        good += bad ? 0 : 1;
                        boolean micro = week % 2 == 0;
                        String value =
                                bad ? (n % 200 == 37 ? "=1+1" : "see note") : n % 20 == 7 ? "<0.002" : value(n, micro);
                        out.write("P" + (round * points + point) + "," + date + "," + NAMES[p] + "," + value + ","
                                + (micro ? "ug/L" : "MG/L") + ",Provincial laboratory,\n");
                    }
                }
            }
        }
        return good;
    }

    private static String value(long n, boolean micro) {
        long thousandths = n * 7919 % 1_000 + 1;
        return micro ? thousandths + "." + n % 10 : "0." + String.format("%03d", thousandths % 1_000) + "1";
    }

    private static Round round(
            ConfigurableApplicationContext context, Connection connection, Path file, int unit, int round, long rows)
            throws Exception {
        long good = write(file, round, rows);
        var intake = context.getBean(Intake.class);
        var seconds = new double[3];
        checkpoint(connection);
        long id = Scope.system("bench").call(() -> {
            long begin = System.nanoTime();
            try (var in = new BufferedInputStream(Files.newInputStream(file))) {
                long made = intake.register(in, "bench" + round + ".csv", new UnitId(unit));
                intake.map(made, intake.proposal(made, null));
                seconds[0] = since(begin);
                return made;
            }
        });
        var dry = Scope.system("bench").call(() -> {
            long begin = System.nanoTime();
            var found = intake.dryRun(id);
            seconds[1] = since(begin);
            return found;
        });
        checkpoint(connection);
        var result = Scope.system("bench").call(() -> {
            long begin = System.nanoTime();
            var loaded = intake.load(id);
            seconds[2] = since(begin);
            return loaded;
        });
        if (result.loaded() != good || dry.notLoaded() != rows - good) {
            throw new IllegalStateException("loaded " + result + " of " + good + ", tried " + dry.notLoaded());
        }
        double followUp = followUp(connection);
        return new Round(result, seconds[0], seconds[1], seconds[2], followUp, copy(connection, file, id, good));
    }

    /// Waits for the jobs that the load has queued, and answers how long they took: they read what it wrote, and would
    /// take a core from the copy.
    private static double followUp(Connection connection) throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        try (var sql = connection.createStatement()) {
            while (true) {
                try (var rs = sql.executeQuery("select count(*) from ui.job where state in ('WAITING', 'RUNNING')")) {
                    rs.next();
                    if (rs.getInt(1) == 0) {
                        return since(begin);
                    }
                }
                Thread.sleep(50);
            }
        }
    }

    private static Map<String, Object> figures(long rows, List<Round> rounds) {
        var result = rounds.getFirst().loaded();
        double load = median(rounds, Round::load);
        double copy = median(rounds, Round::copy);
        double whole = median(rounds, r -> r.register() + r.dryRun() + r.load());
        var figures = new LinkedHashMap<String, Object>();
        figures.put("rows", rows);
        figures.put("rounds", rounds.size());
        figures.put("loaded", result.loaded());
        figures.put("rejected", result.rejected());
        figures.put("judged", result.judged());
        figures.put("exceeded", result.exceeded());
        figures.put("rowsPerSecond", Math.round(rows / load));
        figures.put("copyRowsPerSecond", Math.round(result.loaded() / copy));
        figures.put("ratio", Math.round(rows / load / (result.loaded() / copy) * 1_000) / 1_000.0);
        figures.put("wholeRowsPerSecond", Math.round(rows / whole));
        figures.put("registerSeconds", rounded(median(rounds, Round::register)));
        figures.put("dryRunSeconds", rounded(median(rounds, Round::dryRun)));
        figures.put("followUpSeconds", rounded(median(rounds, Round::followUp)));
        figures.put("loadSeconds", rounds.stream().map(r -> rounded(r.load())).toList());
        figures.put("copySeconds", rounds.stream().map(r -> rounded(r.copy())).toList());
        return figures;
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        return rounds.stream()
                .mapToDouble(of)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /// So that nobody pays for what somebody else has written.
    private static void checkpoint(Connection connection) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("checkpoint");
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    /// A unit, a site, its points, and a limit for each parameter.
    private static int place(ConfigurableApplicationContext context, int points) {
        var jdbc = context.getBean(JdbcClient.class);
        var within = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        Integer made = within.execute(_ -> {
            int unit = id(jdbc, """
                    insert into organisation.unit (code, name, kind, opened)
                    values ('BENCH', '{"_":"en","en":"Bench"}', 'SITE', date '2000-01-01') returning id""");
            int site = id(jdbc, """
                    insert into organisation.site (unit_id, code, name, kind, country, time_zone, latitude, longitude)
                    values (%d, 'BENCH', '{"_":"en","en":"Bench"}', 'MINE', 'CN', 'Asia/Shanghai', 25, 100) returning id""".formatted(unit));
            int facility = id(jdbc, """
                    insert into organisation.facility (site_id, unit_id, code, name, kind)
                    values (%d, %d, 'F', '{"_":"en","en":"Rivers"}', 'STATION') returning id""".formatted(site, unit));
            jdbc.sql("""
                            insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                            select :unit, :facility, :site, 'P' || n, jsonb_build_object('_', 'en', 'en', 'Point ' || n), 'SURFACE_WATER',
                              'Asia/Shanghai' from generate_series(0, :last) n""")
                    .param("unit", unit)
                    .param("facility", facility)
                    .param("site", site)
                    .param("last", points - 1)
                    .update();
            BenchLimits.add(context, unit, site, List.of(NAMES));
            return unit;
        });
        return made == null ? 0 : made;
    }

    private static int id(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    private static double copy(Connection connection, Path rows, long intake, long expected)
            throws SQLException, IOException {
        try (var sql = connection.createStatement()) {
            sql.execute("create schema if not exists probe");
            sql.execute(
                    "create table if not exists probe.result (like monitoring.result including defaults, primary key (series_id,"
                            + " started, ended, sample, replicate, run)) partition by range (started)");
            sql.execute("""
                    do $$ declare leaf record; begin
                      for leaf in select c.relname, pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i
                        join pg_class c on c.oid = i.inhrelid where i.inhparent = 'monitoring.result'::regclass
                          and to_regclass('probe.' || quote_ident(c.relname)) is null
                      loop execute format('create table probe.%I partition of probe.result %s', leaf.relname, leaf.bound); end loop;
                    end $$""");
        }
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        try (var out = Files.newOutputStream(rows)) {
            copies.copyOut(
                    "copy (select * from monitoring.result where intake_id = " + intake + " order by line) to stdout",
                    out);
        }
        checkpoint(connection);
        long begin = System.nanoTime();
        try (var in = new BufferedInputStream(Files.newInputStream(rows), 1 << 20)) {
            long copied = copies.copyIn("copy probe.result from stdin", in, 1 << 20);
            if (copied != expected) {
                throw new IllegalStateException("copied " + copied + " of " + expected);
            }
        }
        return since(begin);
    }
}
