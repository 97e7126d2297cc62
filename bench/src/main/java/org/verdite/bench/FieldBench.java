package org.verdite.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/// Two hundred answers and a hundred photos of 300 kB, sent command by command over the loopback as a phone does, then
/// all of them again: what the second time stores is told.
final class FieldBench {

    private static final int ANSWERS = 200;
    private static final int PHOTOS = 100;
    private static final int BYTES = 300_000;

    private record Command(String method, String path, String type, byte[] body) {}

    private FieldBench() {}

    static Map<String, Object> run() throws Exception {
        try (var installation = Installation.fresh(false, Installation.fromClasses())) {
            installation.start();
            StartBench.waitForDemonstration(installation);
            try (var connection = installation.superuser()) {
                long visit = one(connection, "select max(id) from inspections.inspection where state = 'OPEN'");
                var commands = new ArrayList<>(answers(visit, codes(connection, visit)));
                commands.addAll(photos(visit));
                var client = HttpClient.newHttpClient();
                String token = token(client, installation);
                var figures = new LinkedHashMap<String, Object>();
                long before = rows(connection, visit);
                figures.put("ms", send(client, installation, token, commands));
                long after = rows(connection, visit);
                figures.put("stored", after - before);
                figures.put("againMs", send(client, installation, token, commands));
                figures.put("storedAgain", rows(connection, visit) - after);
                return figures;
            }
        }
    }

    private static List<Command> answers(long visit, List<String> codes) {
        var commands = new ArrayList<Command>();
        var last = new LinkedHashMap<String, UUID>();
        for (int i = 0; i < ANSWERS; i++) {
            String code = codes.get(i % codes.size());
            var id = UUID.randomUUID();
            var replaced = last.put(code, id);
            String body = """
                    {"subject":"%s","answer":"%s","note":"Seen on the round","replaces":[%s],"toldAt":"%s"}""".formatted(
                            code,
                            i % 7 == 0 ? "DOES_NOT" : "CONFORMS",
                            replaced == null ? "" : "\"" + replaced + "\"",
                            Instant.now());
            commands.add(new Command(
                    "PUT",
                    "/api/inspections/visits/" + visit + "/observations/" + id,
                    "application/json",
                    body.getBytes(StandardCharsets.UTF_8)));
        }
        return commands;
    }

    private static List<Command> photos(long visit) throws IOException {
        var commands = new ArrayList<Command>();
        var random = new Random(7);
        for (int i = 0; i < PHOTOS; i++) {
            byte[] picture = new byte[BYTES];
            random.nextBytes(picture);
            picture[0] = (byte) 0xff;
            picture[1] = (byte) 0xd8;
            picture[2] = (byte) 0xff;
            commands.add(new Command(
                    "POST",
                    "/api/inspections/visits/" + visit + "/photos/" + UUID.randomUUID(),
                    "multipart/form-data; boundary=bench",
                    form(picture)));
        }
        return commands;
    }

    private static byte[] form(byte[] picture) throws IOException {
        var out = new ByteArrayOutputStream();
        for (var field :
                Map.of("subject", "O-001", "toldAt", Instant.now().toString()).entrySet()) {
            out.write(("--bench\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        out.write(
                "--bench\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        out.write(picture);
        out.write("\r\n--bench--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static long send(HttpClient client, Installation installation, String token, List<Command> commands)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (var c : commands) {
            var response = client.send(
                    HttpRequest.newBuilder(URI.create(installation.address(c.path())))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", c.type())
                            .method(c.method(), HttpRequest.BodyPublishers.ofByteArray(c.body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(c.path() + " answered " + response.statusCode() + " " + response.body());
            }
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static String token(HttpClient client, Installation installation) throws IOException, InterruptedException {
        var response = client.send(
                HttpRequest.newBuilder(URI.create(installation.address("/api/organisation/tokens")))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        "officer:verdite-demo".getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(response.body());
        if (!token.find()) {
            throw new IOException("no token: " + response.statusCode());
        }
        return token.group(1);
    }

    private static List<String> codes(Connection connection, long visit) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery("""
                        select array_agg(a.code order by a.place) from inspections.asked_by(%d) a join inspections.criterion c on c.id = a.id
                        where c.answer = 'CONFORMITY'""".formatted(visit))) {
            rs.next();
            return Arrays.asList((String[]) rs.getArray(1).getArray());
        }
    }

    private static long rows(Connection connection, long visit) throws SQLException {
        return one(
                connection,
                "select (select count(*) from inspections.observation where inspection_id = " + visit
                        + ") + (select count(*) from inspections.photo where inspection_id = " + visit
                        + ") + (select count(*) from documents.evidence)");
    }

    private static long one(Connection connection, String query) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery(query)) {
            rs.next();
            return rs.getLong(1);
        }
    }
}
