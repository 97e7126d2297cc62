package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Somebody at the pages: opens them, follows links, sends forms and JSON.
public record SignedIn(MockMvcTester mvc, MockHttpSession session) {

    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    public static SignedIn as(MockMvcTester mvc, String login, String password) {
        var answer = mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("username", login)
                .param("password", password)
                .exchange();
        return new SignedIn(mvc, (MockHttpSession)
                Objects.requireNonNull(answer.getRequest().getSession(false)));
    }

    public MvcTestResult get(String path) {
        return mvc.get().uri(java.net.URI.create(path)).session(session).exchange();
    }

    public String page(String path) {
        var answer = get(path);
        assertThat(answer).as(path).hasStatusOk();
        return text(answer);
    }

    /// What opens over the page, without menu and frame.
    public String drawer(String path) {
        var answer = mvc.get()
                .uri(java.net.URI.create(path))
                .header("HX-Request", "true")
                .session(session)
                .exchange();
        assertThat(answer).as(path).hasStatusOk();
        return text(answer);
    }

    public String words(String path) {
        return page(path).replaceAll("<[^>]+>", " ").replace("&amp;", "&").replaceAll("\\s+", " ");
    }

    public int form(String path, Map<String, String> params) {
        var request = mvc.post().uri(path).with(csrf()).session(session);
        params.forEach(request::param);
        return request.exchange().getResponse().getStatus();
    }

    public MvcTestResult json(String path, String body) {
        return mvc.post()
                .uri(path)
                .with(csrf())
                .session(session)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    public int sent(String path, String body) {
        return json(path, body).getResponse().getStatus();
    }

    public static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /// Links of a page whose address matches, in its order.
    public static java.util.List<String> links(String html, String pattern) {
        return HREF.matcher(html.replace("&amp;", "&"))
                .results()
                .map(m -> m.group(1))
                .filter(href -> Pattern.compile("^" + pattern).matcher(href).find())
                .distinct()
                .toList();
    }

    public static String link(String html, String pattern) {
        return links(html, pattern).stream().findFirst().orElseThrow(() -> new AssertionError("no link to " + pattern));
    }
}
