package org.verdite.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Times of home, exceedance list and a one-year chart with ten million results beside the demonstration group's own.
/// Milliseconds at the client, 40 requests each after five to warm up.
final class PagesBench {

    private PagesBench() {}

    static Map<String, Object> run(long results) throws Exception {
        try (var installation = Installation.fresh(false, Installation.fromClasses())) {
            installation.start();
            StartBench.waitForDemonstration(installation);
            int series;
            long rows;
            try (var connection = installation.superuser()) {
                series = fill(connection, results);
                rows = count(connection);
            }
            var client =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            signIn(client, installation);
            var figures = new LinkedHashMap<String, Object>();
            figures.put("results", rows);
            figures.put("home", times(client, installation.address("/")));
            figures.put("exceedances", times(client, installation.address("/monitoring/exceedances")));
            figures.put("items", times(client, installation.address("/rectification")));
            figures.put(
                    "chart",
                    times(
                            client,
                            installation.address(
                                    "/monitoring/series/" + series + "/chart.json?from=2016-01-01&to=2016-12-31")));
            return figures;
        }
    }

    /// Hourly values from 2011 on for as many of the demonstration's series as are needed.
    private static int fill(Connection connection, long results) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            long hours = 100_000;
            sql.execute("select monitoring.ensure_partitions(date '2008-01-01', date '2020-06-01')");
            int many = (int) (results / hours);
            sql.execute("""
                    insert into monitoring.result (series_id, unit_id, started, ended, value, original, intake_id, line, verdict)
                    select s.id, s.unit_id, h.at, h.at + interval '1 hour', 0.1 + (h.n %% 97) / 1000.0,
                      (0.1 + (h.n %% 97) / 1000.0)::text, 0, h.n, 1
                    from (select id, unit_id from monitoring.series order by id limit %d) s,
                      lateral (select n, timestamptz '2008-06-01 00:00+00' + n * interval '1 hour' as at from generate_series(0, %d) n) h""".formatted(many, hours - 1));
            sql.execute("analyze monitoring.result");
            try (var rs = sql.executeQuery("select min(id) from monitoring.series")) {
                rs.next();
                return rs.getInt(1);
            }
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery("select count(*) from monitoring.result")) {
            rs.next();
            return rs.getLong(1);
        }
    }

    private static void signIn(HttpClient client, Installation installation) throws IOException, InterruptedException {
        String page = body(
                client,
                HttpRequest.newBuilder(URI.create(installation.address("/sign-in")))
                        .build());
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        if (!token.find()) {
            throw new IOException("the sign-in page has no form token");
        }
        String form = "username=director&password=verdite-demo&_csrf="
                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        body(
                client,
                HttpRequest.newBuilder(URI.create(installation.address("/sign-in")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    private static Map<String, Object> times(HttpClient client, String address)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        double[] times = new double[40];
        int bytes = 0;
        for (int i = -5; i < times.length; i++) {
            long begin = System.nanoTime();
            bytes = body(client, request).length();
            if (i >= 0) {
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(times);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("medianMs", Math.round(times[20] * 10) / 10.0);
        figures.put("p95Ms", Math.round(times[37] * 10) / 10.0);
        figures.put("bytes", bytes);
        return figures;
    }

    private static String body(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(request.uri() + " answered " + response.statusCode());
        }
        return response.body();
    }
}
