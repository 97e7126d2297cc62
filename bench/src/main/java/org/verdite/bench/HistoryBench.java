package org.verdite.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;

/// Pages over ten years of results, first with a tenth of them and then with all, in one run and one process: the group
/// grows by sites that are all alike, so a page shows the same amount both times and only what lies around it grows.
/// Each page is asked for at up to 40 sites or series spread over the group, twice to warm up and then three times;
/// milliseconds at the client over the loopback. Options: `--results N`; `--data DIR` keeps the data there, and asks
/// again where they are made already.
final class HistoryBench {

    /// What {@link LikeSites} and {@link TenYears} make for a site, near enough.
    private static final long RESULTS_OF_SITE = 1_020_000;

    private static final int TARGETS = 40;
    private static final int WARM = 2;
    private static final int ROUNDS = 3;

    private final ConfigurableApplicationContext context;
    private final Connection connection;
    private final LocalDate first;

    private HistoryBench(ConfigurableApplicationContext context, Connection connection, LocalDate first) {
        this.context = context;
        this.connection = connection;
        this.first = first;
    }

    static Map<String, Object> run(List<String> args) throws Exception {
        long results = Bench.number(args, "--results", 100_000_000);
        String kept = Bench.text(args, "--data", "");
        Path data = kept.isEmpty() ? Files.createTempDirectory("verdite-bench") : Path.of(kept);
        try {
            var context = InProcess.start(data);
            try (var connection = InProcess.superuser(data)) {
                return new HistoryBench(context, connection, first(connection)).all(results, data);
            } finally {
                InProcess.stop(context);
            }
        } finally {
            if (kept.isEmpty()) {
                InProcess.delete(data);
            }
        }
    }

    /// The day with which the results begin: that of data that are kept, else ten years ago.
    private static LocalDate first(Connection connection) throws SQLException {
        try (var sql = connection.createStatement()) {
            try (var rs = sql.executeQuery("select to_regclass('probe.span') is not null")) {
                rs.next();
                if (!rs.getBoolean(1)) {
                    return LocalDate.now(ZoneOffset.UTC).minusYears(10);
                }
            }
            try (var rs = sql.executeQuery("select first from probe.span")) {
                rs.next();
                return rs.getObject(1, LocalDate.class);
            }
        }
    }

    private Map<String, Object> all(long results, Path data) throws Exception {
        int sites = (int) Math.max(1, Math.round((double) results / RESULTS_OF_SITE));
        int tenth = (int) Math.max(1, Math.round(sites / 10.0));
        var figures = new LinkedHashMap<String, Object>();
        var group = new LikeSites(context);
        long there = number("select count(*) from organisation.site");
        if (there == 0) {
            group.found(first);
        }
        Map<String, Map<String, Object>> before = Map.of();
        if (there < tenth) {
            figures.put("tenthFilledSeconds", filled(group, 1, tenth, data));
        }
        if (there < sites && tenth < sites) {
            // the first time the virtual machine has compiled nothing yet, and the tenth would look slow
            pages();
            before = pages();
            figures.put("tenthResults", number("select count(*) from monitoring.result"));
            figures.put("filledSeconds", filled(group, (int) Math.max(there, tenth) + 1, sites, data));
        }
        var after = pages();
        figures.put("results", number("select count(*) from monitoring.result"));
        figures.put("series", number("select count(*) from monitoring.series"));
        figures.put("sites", number("select count(*) from organisation.site"));
        figures.put("episodes", number("select count(*) from monitoring.exceedance"));
        figures.putAll(Bytes.perResult(connection));
        for (var page : after.entrySet()) {
            var one = new LinkedHashMap<>(page.getValue());
            var tenthOf = before.get(page.getKey());
            if (tenthOf != null) {
                one.put("tenthMedianMs", tenthOf.get("medianMs"));
                one.put("tenthP95Ms", tenthOf.get("p95Ms"));
                one.put("ratio", ratio(one, tenthOf, "medianMs"));
                one.put("p95Ratio", ratio(one, tenthOf, "p95Ms"));
            }
            figures.put(page.getKey(), one);
        }
        return figures;
    }

    private static double ratio(Map<String, Object> now, Map<String, Object> then, String name) {
        return Math.round((double) now.get(name) / (double) then.get(name) * 100) / 100.0;
    }

    private long filled(LikeSites group, int from, int to, Path data) throws Exception {
        long begin = System.nanoTime();
        group.add(from, to, first);
        new TenYears(() -> InProcess.superuser(data), first).fill();
        AsTheDoors.check(context, connection);
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        System.err.println("filled " + to + " sites in " + seconds + " s");
        return seconds;
    }

    private Map<String, Map<String, Object>> pages() throws Exception {
        var reader = new Visitor(
                "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"),
                LikeSites.LOGIN,
                LikeSites.PASSWORD);
        var sites = chosen("select id from organisation.site order by id");
        var points = chosen("select id from monitoring.point where kind = 'OUTFALL' order by site_id, id");
        var online = chosen("select id from monitoring.series where mode = 'ONLINE' order by point_id, id");
        var daily = chosen("select id from monitoring.series where mode = 'LABORATORY' order by point_id, id");
        var quotas = chosen("select distinct id from obligations.quota order by id");
        var pages = new LinkedHashMap<String, Map<String, Object>>();
        pages.put("latestOfSite", times(reader, paths("/monitoring?site=%s", sites), "P01"));
        pages.put("latestOfPoint", times(reader, paths("/monitoring/points/%s", points), "w01018"));
        pages.put("points", times(reader, onward(reader, "/monitoring", 5), "P0"));
        pages.put("exceedances", times(reader, onward(reader, "/monitoring/exceedances", 5), "EX-"));
        pages.put("exceedancesOfSite", times(reader, paths("/monitoring/exceedances?site=%s", sites), "EX-"));
        pages.put(
                "exceedancesFiltered",
                times(
                        reader,
                        List.of(
                                "/monitoring/exceedances?state=new",
                                "/monitoring/exceedances?state=acknowledged",
                                "/monitoring/exceedances?period=12m",
                                "/monitoring/exceedances?medium=WATER&kind=COMPLIANCE",
                                "/monitoring/exceedances?from=" + year(3) + "-01-01&to=" + year(3) + "-12-31"),
                        "EX-"));
        String chart = "/monitoring/series/%s/chart.json?from=" + year(5) + "-01-01&to=" + year(5) + "-12-31";
        pages.put("yearOfHours", times(reader, paths(chart, online), year(5) + "-"));
        pages.put("yearOfDays", times(reader, paths(chart, daily), year(5) + "-"));
        pages.put("boxesOfHours", times(reader, paths("/monitoring/series/%s/boxes", online), "<svg"));
        pages.put("boxesOfDays", times(reader, paths("/monitoring/series/%s/boxes", daily), "<svg"));
        pages.put("quotas", times(reader, onward(reader, "/monitoring/quotas?year=" + year(9), 4), "PERMIT-"));
        pages.put("quota", times(reader, paths("/monitoring/quotas/%s?year=" + year(9), quotas), "PERMIT-"));
        pages.put(
                "burnDown",
                times(reader, paths("/monitoring/quotas/%s/chart.json?year=" + year(9), quotas), year(9) + "-"));
        pages.put("home", times(reader, List.of("/"), Visitor.SIGNED_IN));
        return pages;
    }

    /// A whole year that is so many years after the first.
    private int year(int after) {
        return first.getYear() + after;
    }

    private static List<String> paths(String path, List<Integer> ids) {
        return ids.stream().map(id -> path.formatted(id)).toList();
    }

    /// Enough requests that a twentieth of them is some.
    private static Map<String, Object> times(Visitor reader, List<String> paths, String marker) throws Exception {
        return reader.times(paths, marker, WARM, Math.max(ROUNDS, 60 / paths.size()));
    }

    /// A list, and the pages after its first one.
    private static List<String> onward(Visitor reader, String path, int pages) throws Exception {
        var all = new ArrayList<String>();
        String next = path;
        while (!next.isEmpty() && all.size() < pages) {
            all.add(next);
            var link = Pattern.compile("href=\"([^\"]*[?&;]after=[^\"]*)\"").matcher(reader.page(next));
            next = link.find() ? link.group(1).replace("&amp;", "&") : "";
        }
        return all;
    }

    private List<Integer> chosen(String ids) throws SQLException {
        var all = new ArrayList<Integer>();
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery(ids)) {
            while (rs.next()) {
                all.add(rs.getInt(1));
            }
        }
        int many = Math.min(TARGETS, all.size());
        var spread = new ArrayList<Integer>();
        for (int i = 0; i < many; i++) {
            spread.add(all.get((int) ((long) i * all.size() / many)));
        }
        return spread;
    }

    private long number(String query) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery(query)) {
            rs.next();
            return rs.getLong(1);
        }
    }
}
