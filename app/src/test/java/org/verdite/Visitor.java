package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.verdite.ui.Json;
import tools.jackson.databind.JsonNode;

/// Somebody at the other end of the real socket: with forms and cookies as a browser, with a token as a program.
final class Visitor implements AutoCloseable {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "verdite-visitor-0123456789";

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String base;
    private String token = "";
    private String language = "en";

    /// @param name of the form's field, with the file's name for a file
    record Part(String name, String fileName, byte[] content) {

        static Part text(String name, String text) {
            return new Part(name, "", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    Visitor(int port) {
        base = "http://127.0.0.1:" + port;
    }

    HttpResponse<String> page(String path, String... headers) throws Exception {
        return text(request(path, headers).build());
    }

    /// Fills in the form of a page and sends it.
    HttpResponse<String> form(String path, Map<String, String> fields, String... headers) throws Exception {
        var shown = page(path, headers);
        var all = new ArrayList<String>(List.of("_csrf=" + encoded(formToken(shown.body()))));
        fields.forEach((name, value) -> all.add(name + "=" + encoded(value)));
        return text(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", all)))
                .build());
    }

    static String formToken(String page) {
        var found = FORM_TOKEN.matcher(page);
        assertThat(found.find()).as("a form in " + page).isTrue();
        return found.group(1);
    }

    /// From now on with a token, made with login and password.
    void takeToken(String login, String password) throws Exception {
        var answer = text(request("/api/organisation/tokens")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        token = Json.mapper().readTree(answer.body()).path("token").asString();
    }

    /// From now on in this language.
    void speak(String wanted) {
        language = wanted;
    }

    /// An upload that ends before its first part does.
    HttpResponse<String> broken(String path) throws Exception {
        return text(authorised(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nhalf"))
                .build());
    }

    /// As another visitor, with the same token.
    Visitor at(int port) {
        var other = new Visitor(port);
        other.token = token;
        return other;
    }

    JsonNode get(String path) throws Exception {
        return json(authorised(path).build());
    }

    JsonNode post(String path, String body) throws Exception {
        return json(authorised(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    JsonNode upload(String path, List<Part> parts) throws Exception {
        return json(uploading(path, parts));
    }

    /// The answer as it is, whatever its status.
    HttpResponse<String> sent(String path, List<Part> parts) throws Exception {
        return text(uploading(path, parts));
    }

    private HttpRequest uploading(String path, List<Part> parts) throws IOException {
        return authorised(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(parts)))
                .build();
    }

    private static byte[] multipart(List<Part> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        for (Part part : parts) {
            String file = part.fileName().isEmpty() ? "" : "; filename=\"" + part.fileName() + "\"";
            out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part.name() + "\"" + file
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(part.content());
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    byte[] content(String path) throws Exception {
        var answer = client.send(authorised(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest.Builder authorised(String path) {
        var request = request(path);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", language);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private JsonNode json(HttpRequest request) throws Exception {
        var answer = text(request);
        assertThat(answer.statusCode())
                .as(request.method() + " " + request.uri() + ": " + answer.body())
                .isBetween(200, 299);
        return Json.mapper().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    private HttpResponse<String> text(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
