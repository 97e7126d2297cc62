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
        return sent(ITEMS, body, type);
    }

    private MvcTestResult sent(String path, String body, MediaType type) {
        return g.lin.scope()
                .get(() -> mvc.post()
                        .uri(path)
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

    @Test
    void nothing_in_a_list_or_in_a_member_of_one_is_refused_at_its_place_in_every_room() {
        missing("/api/targets/goals", "{\"protects\": [\"WATER\", null]}", "protects[1]");
        missing("/api/targets/goals", "{\"milestones\": [null]}", "milestones[0]");
        missing("/api/targets/goals", "{\"milestones\": [{\"year\": 2026}]}", "milestones[0].value");
        missing("/api/targets/goals", "{\"milestones\": [{\"value\": 3}]}", "milestones[0].year");
        missing("/api/targets/goals", "{\"milestones\": [{\"year\": 2026, \"value\": null}]}", "milestones[0].value");
        missing("/api/targets/goals/1/shares", "{\"among\": [null]}", "among[0]");
        missing("/api/targets/goals/1/shares", "{\"among\": [{\"weight\": 1}]}", "among[0].holder");
        missing(
                "/api/targets/goals/1/shares",
                "{\"among\": [{\"holder\": {\"kind\": \"UNIT\"}}]}",
                "among[0].holder.unit");
        missing("/api/targets/policies", "{\"protects\": [null]}", "protects[0]");
        missing("/api/rectification/items/assign", "{\"items\": [7, null], \"owner\": 1}", "items[1]");
        missing("/api/governance/reviews", "{\"participants\": [null]}", "participants[0]");
        missing("/api/organisation/reorganisations", "{\"from\": [null], \"to\": [1]}", "from[0]");
        missing("/api/organisation/reorganisations", "{\"from\": [1], \"to\": [50, null]}", "to[1]");
        missing("/api/organisation/reorganisations", "{\"shares\": [null]}", "shares[0]");
    }

    private void missing(String path, String body, String field) {
        assertThat(sent(path, body, MediaType.APPLICATION_JSON))
                .as(path + " " + body)
                .hasStatus(422)
                .bodyText()
                .contains("\"field\":\"" + field + "\"", "ui.form.required");
    }
}
