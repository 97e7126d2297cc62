package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Scope;

/// A form that is sent twice is one record; so is a call that is repeated with its key.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
// a group of its own: the lists of the other tests stay short
@TestPropertySource(properties = "verdite.tests=apart")
class SentOnceTests {

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private MvcTestResult post(Person person, String path, String... params) {
        return person.scope().get(() -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i < params.length; i += 2) {
                request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    private MvcTestResult item(Person person, String key, String title) {
        return post(
                person,
                "/rectification/items",
                "title",
                title,
                "severity",
                "MINOR",
                "medium",
                "WASTE",
                "at",
                g.section.toString(),
                "discovered",
                "2026-11-18",
                "seen",
                "true",
                "_once",
                key);
    }

    private long count(String title) {
        return Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql("select count(*) from rectification.item where title = :title")
                        .param("title", title)
                        .query(Long.class)
                        .single()));
    }

    @Test
    void a_form_sent_twice_opens_one_item_and_leads_there_both_times() {
        String key = UUID.randomUUID().toString();
        String title = "Drum without a lid " + key;
        var first = item(g.lin, key, title);
        var second = item(g.lin, key, title);
        assertThat(first).hasStatus(302);
        assertThat(second).hasStatus(302);
        assertThat(second.getResponse().getRedirectedUrl())
                .isEqualTo(first.getResponse().getRedirectedUrl());
        assertThat(count(title)).isEqualTo(1);
    }

    @Test
    void a_form_that_was_changed_before_it_is_sent_again_is_another_one() {
        String key = UUID.randomUUID().toString();
        item(g.lin, key, "First " + key);
        item(g.lin, key, "Second " + key);
        assertThat(count("Second " + key)).isEqualTo(1);
    }

    @Test
    void a_form_that_was_refused_may_be_sent_again_and_somebody_else_s_key_is_theirs() {
        String key = UUID.randomUUID().toString();
        assertThat(item(g.lin, key, "")).hasStatus(422);
        assertThat(item(g.lin, key, "")).hasStatus(422);
        String title = "Two of us saw it " + key;
        item(g.lin, key, title);
        item(g.xu, key, title);
        assertThat(count(title)).isEqualTo(2);
    }

    @Test
    void every_form_carries_a_key_of_its_own() {
        var form = g.lin.scope()
                .get(() ->
                        mvc.get().uri("/rectification/new").with(user("test")).exchange());
        assertThat(form).bodyText().containsPattern("name=\"_once\" value=\"[0-9a-f-]{36}\"");
    }

    @Test
    void a_file_put_right_under_the_same_name_and_size_is_another_one() {
        var opened = item(g.lin, UUID.randomUUID().toString(), "With two files");
        String item = opened.getResponse().getRedirectedUrl().replaceAll(".*/", "");
        String key = UUID.randomUUID().toString();
        keep(item, key, "0.43 mg/L");
        keep(item, key, "0.34 mg/L");
        assertThat(files(item)).isEqualTo(2L);
    }

    @Test
    void a_file_sent_twice_is_kept_once() {
        var opened = item(g.lin, UUID.randomUUID().toString(), "With a file");
        String item = opened.getResponse().getRedirectedUrl().replaceAll(".*/", "");
        String key = UUID.randomUUID().toString();
        keep(item, key, "closed");
        keep(item, key, "closed");
        assertThat(files(item)).isEqualTo(1L);
    }

    private void keep(String item, String key, String content) {
        var kept = g.lin.scope()
                .get(() -> mvc.post()
                        .uri("/documents")
                        .multipart()
                        .file(new MockMultipartFile("file", "lid.txt", "text/plain", content.getBytes()))
                        .param("room", "rectification")
                        .param("kind", "item")
                        .param("key", item)
                        .param("back", "/rectification/items/" + item)
                        .param("_once", key)
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(kept).hasStatus(302);
    }

    private Long files(String item) {
        return count("select count(*) from documents.evidence_link where room = 'rectification' and key = ?", item);
    }

    private Long actions(String item) {
        return count("select count(*) from actions.action where origin_room = 'rectification' and origin_id = ?", item);
    }

    private Long count(String sql, String item) {
        return Scope.system("test")
                .get(() -> within.execute(
                        _ -> jdbc.sql(sql).param(item).query(Long.class).single()));
    }

    @Test
    void a_call_repeated_with_its_key_makes_one_action_and_another_call_may_not_take_the_key() {
        String path = call("/api/rectification/items", null, """
                {"unit": %s, "title": "Copper above permit", "severity": "MAJOR", "medium": "WATER"}""".formatted(g.section))
                .getResponse()
                .getHeader("Location");
        String item = path.replaceAll(".*/", "");
        String key = UUID.randomUUID().toString();
        String action = """
                {"title": "%s", "kind": "CORRECTIVE", "owner": %s, "due": "2026-11-20"}""";
        var first = call(path + "/actions", key, action.formatted("Clean it", g.xu.id()));
        var second = call(path + "/actions", key, action.formatted("Clean it", g.xu.id()));
        assertThat(first).hasStatus(201);
        assertThat(second).hasStatus(201);
        assertThat(second.getResponse().getHeader("Location"))
                .isEqualTo(first.getResponse().getHeader("Location"));
        assertThat(actions(item)).isEqualTo(1L);
        assertThat(call(path + "/actions", key, action.formatted("Paint it", g.xu.id())))
                .hasStatus(409)
                .bodyText()
                .contains("ui.once.other");
        assertThat(actions(item)).isEqualTo(1L);
    }

    @Test
    void an_item_s_key_is_that_item_s_for_ever() {
        String key = UUID.randomUUID().toString();
        String body = """
                {"unit": %s, "title": "%s", "severity": "MINOR", "medium": "WATER"}""";
        assertThat(call("/api/rectification/items", key, body.formatted(g.section, "A wet strip")))
                .hasStatus(201);
        assertThat(call("/api/rectification/items", key, body.formatted(g.section, "A wet strip")))
                .hasStatus2xxSuccessful();
        assertThat(call("/api/rectification/items", key, body.formatted(g.section, "A dry strip")))
                .hasStatus(409);
    }

    private MvcTestResult call(String path, String key, String body) {
        return g.lin.scope().get(() -> {
            var request = mvc.post()
                    .uri(path)
                    .with(user("test"))
                    .with(csrf())
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body);
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            return request.exchange();
        });
    }
}
