package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.verdite.ui.Json;

/// What comes back over the real socket when an upload is larger than allowed, and when the container itself says no.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.servlet.multipart.max-file-size=2MB", "spring.servlet.multipart.max-request-size=3MB"})
class UploadLimitTests {

    private static final String PASSWORD = "a long first password";

    @LocalServerPort
    int port;

    private Visitor visitor;

    @BeforeEach
    void signIn() throws Exception {
        visitor = new Visitor(port);
        if (visitor.page("/sign-in").headers().firstValue("Location").isPresent()) {
            var begun = visitor.form(
                    "/first-run",
                    Map.of(
                            "group.en", "Group",
                            "code", "G",
                            "person.en", "First Person",
                            "login", "first",
                            "password", PASSWORD));
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
        }
    }

    private static List<Visitor.Part> megabytes(int size, String formToken) {
        return List.of(
                Visitor.Part.text("_csrf", formToken),
                Visitor.Part.text("unit", "1"),
                new Visitor.Part("file", "large.csv", new byte[size << 20]));
    }

    @Test
    void a_form_with_a_large_file_comes_back_as_a_page_that_names_the_limit() throws Exception {
        visitor.form("/sign-in", Map.of("username", "first", "password", PASSWORD));
        String formToken = Visitor.formToken(visitor.page("/").body());
        for (int size : new int[] {3, 20}) {
            var answer = visitor.sent("/monitoring/imports", megabytes(size, formToken));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("The file is too large", "At most 2 MB", "<main");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        }
        visitor.speak("zh-CN");
        assertThat(visitor.sent("/monitoring/imports", megabytes(3, formToken)).body())
                .contains("文件过大", "一次最多接收 2 MB");
    }

    @Test
    void a_program_with_a_large_file_gets_problem_details_that_name_the_limit() throws Exception {
        visitor.takeToken("first", PASSWORD);
        isProblem(visitor.sent("/api/monitoring/imports", megabytes(3, "")), 413, "too-large", "At most 2 MB");
        visitor.speak("zh-CN");
        isProblem(visitor.sent("/api/monitoring/imports", megabytes(20, "")), 413, "too-large", "一次最多接收 2 MB");
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = Json.mapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).contains(detail);
    }

    @Test
    void what_fails_before_any_controller_is_said_in_the_house_s_words() throws Exception {
        visitor.takeToken("first", PASSWORD);
        var broken = visitor.broken("/api/monitoring/imports");
        isProblem(broken, 400, "request", "not as expected");
        assertThat(visitor.page("/error").body()).doesNotContain("Whitelabel");
    }
}
