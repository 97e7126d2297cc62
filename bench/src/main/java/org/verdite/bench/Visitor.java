package org.verdite.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Somebody who is signed in and asks for pages, one after the other. What a page takes is taken here, at the client
/// over the loopback: all that the server does and the way there and back.
final class Visitor {

    /// Stands on every page of somebody who is signed in.
    static final String SIGNED_IN = "action=\"/sign-out\"";

    private final String root;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /// @param root address of the server, without a path
    Visitor(String root, String login, String password) throws IOException, InterruptedException {
        this.root = root;
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page("/sign-in"));
        if (!token.find()) {
            throw new IOException("the sign-in page has no form token");
        }
        String form = "username=" + login + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8)
                + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        answer(
                HttpRequest.newBuilder(URI.create(root + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                302);
    }

    String page(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(root + path)).build(), 200);
    }

    private String answer(HttpRequest request, int expected) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IOException(request.uri() + " answered " + response.statusCode());
        }
        return response.body();
    }

    /// Asks for each of some pages, round after round.
    ///
    /// @param marker text that proves that the right page came, and with its content
    /// @param warm rounds that are not counted; the first of them stands apart as what it is to come to cold pages
    Map<String, Object> times(List<String> paths, String marker, int warm, int rounds)
            throws IOException, InterruptedException {
        return times(paths, marker, warm, rounds, () -> {});
    }

    /// The same with something done before each page, which is not counted.
    Map<String, Object> times(List<String> paths, String marker, int warm, int rounds, Runnable before)
            throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        long bytes = 0;
        double[] first = new double[paths.size()];
        for (int round = 0; round < warm + rounds; round++) {
            for (int i = 0; i < paths.size(); i++) {
                before.run();
                long begin = System.nanoTime();
                String body = page(paths.get(i));
                double ms = (System.nanoTime() - begin) / 1e6;
                if (!body.contains(marker)) {
                    throw new IOException(paths.get(i) + " does not show " + marker);
                }
                if (round == 0) {
                    first[i] = ms;
                    bytes += body.length();
                }
                if (round >= warm) {
                    times.add(ms);
                }
            }
        }
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Arrays.sort(first);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("medianMs", rounded(sorted[sorted.length / 2]));
        figures.put("p95Ms", rounded(at95(sorted)));
        figures.put("firstP95Ms", rounded(at95(first)));
        figures.put("pages", paths.size());
        figures.put("bytes", bytes / paths.size());
        return figures;
    }

    private static double at95(double[] sorted) {
        return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }

    private static double rounded(double ms) {
        return Math.round(ms * 10) / 10.0;
    }
}
