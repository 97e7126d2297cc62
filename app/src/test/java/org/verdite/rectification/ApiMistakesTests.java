package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Whoever writes a program against the API is told what was wrong with the call, and where.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
// the group of SentOnceTests
@TestPropertySource(properties = "verdite.tests=apart")
class ApiMistakesTests {

    private static final String ITEMS = "/api/rectification/items";

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    private MvcTestResult sent(String body, MediaType type) {
        return g.lin.scope()
                .get(() -> mvc.post()
                        .uri(ITEMS)
                        .with(user("test"))
                        .with(csrf())
                        .contentType(type)
                        .content(body)
                        .exchange());
    }

    private MvcTestResult json(String body) {
        return sent(body, MediaType.APPLICATION_JSON);
    }

    @Test
    void what_is_no_json_is_refused_with_the_place_where_reading_stopped() {
        assertThat(json("{\"unit\": 1,\n \"title\" \"x\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("line 2, column 10");
        assertThat(json("")).hasStatus(400).bodyText().contains("empty");
        assertThat(json("[1]")).hasStatus(400).bodyText().contains("another shape");
    }

    @Test
    void a_misspelt_member_is_refused_with_those_that_are_known() {
        assertThat(json("""
                {"unit": %s, "titel": "x", "severity": "MINOR", "medium": "WATER"}""".formatted(g.section)))
                .hasStatus(422)
                .bodyText()
                .contains("titel", "title", "severity", "discovered");
    }

    @Test
    void a_number_that_is_missing_is_called_missing() {
        assertThat(json("""
                {"title": "x", "severity": "MINOR", "medium": "WATER"}""")).hasStatus(422).bodyText().contains("\"field\":\"unit\"", "ui.form.required");
    }

    @Test
    void another_kind_of_body_or_verb_is_told_what_would_do() {
        assertThat(sent("title=x", MediaType.APPLICATION_FORM_URLENCODED))
                .hasStatus(415)
                .bodyText()
                .contains("application/json");
        var deleted = g.lin.scope()
                .get(() ->
                        mvc.delete().uri(ITEMS).with(user("test")).with(csrf()).exchange());
        assertThat(deleted).hasStatus(405).bodyText().contains("DELETE", "POST");
    }
}
