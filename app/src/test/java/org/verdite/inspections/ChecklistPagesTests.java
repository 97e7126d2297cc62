package org.verdite.inspections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;

/// The pages on which a checklist is built, published and told apart from the one it stands on.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ChecklistPagesTests {

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    private String page(Person person, String path, String language) throws Exception {
        var result = person.scope()
                .get(() ->
                        mvc.get().uri(path).header("Accept-Language", language).exchange());
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    private MvcTestResult sent(Person person, String path, Map<String, String> params) {
        return person.scope().get(() -> {
            var request = mvc.post().uri(path).with(csrf());
            params.forEach(request::param);
            return request.exchange();
        });
    }

    @Test
    void a_list_is_taken_over_changed_refused_with_a_reason_and_published() throws Exception {
        assertThat(page(g.zhou, "/inspections/checklists/new", "en"))
                .contains("Environmental protection and ecological inspection (sample)");
        var begun = sent(g.zhou, "/inspections/checklists", Map.of("sample", "ENV-ORDER", "unit", g.valley.toString()));
        assertThat(begun).hasStatus(302);
        String list = Objects.requireNonNull(begun.getResponse().getRedirectedUrl());
        String draft = page(g.zhou, list, "en");
        assertThat(draft).contains("Draft", "O-001", "Publish");
        assertThat(page(g.zhou, list, "zh-CN")).contains("草稿", "发布");
        assertThat(sent(g.zhou, list + "/rename", Map.of("version", "1", "name.en", "", "name.zh", "")))
                .hasStatus(422);
        assertThat(sent(g.zhou, list + "/rename", Map.of("version", "9", "name.en", "Yard walk")))
                .hasStatus(409);
        assertThat(sent(g.zhou, list + "/rename", Map.of("version", "1", "name.en", "Yard walk")))
                .hasStatus(302);
        assertThat(page(g.zhou, list, "en")).contains("Yard walk");
        String edition = draft.replaceAll("(?s).*?/inspections/editions/(\\d+)/.*", "$1");
        assertThat(page(g.zhou, "/inspections/editions/" + edition + "/criteria/O-001/edit", "en"))
                .contains("How to check it, in English");
        assertThat(page(g.lin, "/inspections/editions/" + edition + "/criteria/O-001", "en"))
                .contains("1.1 Yards and work floors", "ENV-ORDER sample-1")
                .doesNotContain("criteria/O-001/edit");
        assertThat(page(g.zhou, "/inspections/clauses?standard=ENV-ORDER&edition=sample-1&clause=1.1", "zh-CN"))
                .contains("O-001", "场地与作业面");
        var wrong = sent(
                g.zhou,
                "/inspections/editions/" + edition + "/criteria",
                Map.of(
                        "code",
                        "V 1",
                        "question.en",
                        "Is it?",
                        "clause",
                        "ISO 14001|2015|7.5.3",
                        "answer",
                        "NUMBER",
                        "measure",
                        "m",
                        "weight",
                        "9",
                        "severity",
                        "MINOR",
                        "medium",
                        "WATER"));
        assertThat(wrong).hasStatus(422);
        assertThat(wrong.getResponse().getContentAsString()).contains("Between 1 and 5");
        assertThat(sent(
                        g.zhou,
                        "/inspections/editions/" + edition + "/criteria",
                        Map.of(
                                "code",
                                "V-1",
                                "question.en",
                                "Is it swept?",
                                "clause",
                                "ISO 14001|2015|7.5.3",
                                "answer",
                                "CONFORMITY",
                                "weight",
                                "2",
                                "severity",
                                "MINOR",
                                "medium",
                                "WATER")))
                .hasStatus(302);
        var broken = g.zhou.scope()
                .get(() -> mvc.post()
                        .uri("/inspections/editions/" + edition + "/file")
                        .multipart()
                        .file(new MockMultipartFile(
                                "file", "list.yaml", "application/yaml", "checklist: [".getBytes(UTF_8)))
                        .with(csrf())
                        .exchange());
        assertThat(broken).hasStatus(422);
        assertThat(broken.getResponse().getContentAsString()).contains("can’t be read as a checklist");
        assertThat(sent(
                        g.zhou,
                        "/inspections/editions/" + edition + "/publish",
                        Map.of("version", "1", "note", "ours")))
                .hasStatus(302);
        assertThat(page(g.zhou, list, "en")).contains("Published", "Is it swept?", "Draft the next edition");
        assertThat(page(g.zhou, "/inspections/editions/" + edition + "/export?format=csv", "en"))
                .contains("V-1,ISO 14001 2015,7.5.3,Is it swept?");
        assertThat(page(g.zhou, "/inspections/checklists/export", "zh-CN")).contains("现行版次", "ENV-ORDER");
        assertThat(page(g.zhou, "/inspections/checklists", "en")).contains("Edition 1 is asked by");
        assertThat(sent(g.zhou, "/inspections/editions/" + edition + "/publish", Map.of("version", "2")))
                .as("what is published stands")
                .hasStatus(409);
        assertThat(g.zhou.scope()
                        .get(() -> mvc.get()
                                .uri("/inspections/editions/" + edition + "/criteria/new")
                                .exchange()))
                .as("nor is a form shown that could not be sent")
                .hasStatus(409);
    }

    private static String hidden(String page, String name) {
        var found = Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"")
                .matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    @Test
    void two_who_edit_one_criterion_are_merged_field_by_field_and_asked_only_what_both_changed() throws Exception {
        var begun = sent(
                g.zhou,
                "/inspections/checklists",
                Map.of("code", "MERGE-1", "name.en", "Merge", "unit", g.valley.toString()));
        String draft = page(g.zhou, Objects.requireNonNull(begun.getResponse().getRedirectedUrl()), "en");
        String here = draft.replaceAll("(?s).*?(/inspections/editions/\\d+)/.*", "$1") + "/criteria";
        var fields = new HashMap<>(Map.of(
                "code",
                "M-1",
                "question.en",
                "Is it kept?",
                "clause",
                "ISO 14001|2015|7.5.3",
                "answer",
                "CONFORMITY",
                "weight",
                "2",
                "severity",
                "MINOR",
                "medium",
                "WATER",
                "sites",
                "MINE"));
        assertThat(sent(g.zhou, here, fields)).hasStatus(302);
        String form = page(g.zhou, here + "/M-1/edit", "en");
        for (String field : List.of("question.en", "weight", "sites", "photo", "medium", "severity", "clause")) {
            fields.put("was." + field, hidden(form, "was." + field));
        }
        fields.put("version", "1");
        var theirs = new HashMap<>(fields);
        theirs.putAll(Map.of("weight", "5", "photo", "true", "question.en", "Is it kept safe?"));
        assertThat(sent(g.director, here + "/M-1", theirs)).hasStatus(302);
        fields.putAll(Map.of("question.en", "Is it kept for long?", "sites", "SMELTER", "medium", "AIR"));
        var asked = sent(g.zhou, here + "/M-1", fields);
        assertThat(asked).hasStatus(409);
        String difference = asked.getResponse().getContentAsString();
        assertThat(difference)
                .contains("Tang Wei", "Is it kept safe?", "Is it kept for long?")
                .contains("type=\"radio\" name=\"question.en\"")
                .doesNotContain("type=\"radio\" name=\"weight\"")
                .doesNotContain("type=\"radio\" name=\"sites\"");
        assertThat(hidden(difference, "weight")).isEqualTo("5");
        assertThat(hidden(difference, "photo")).isEqualTo("true");
        assertThat(hidden(difference, "sites")).isEqualTo("SMELTER");
        assertThat(hidden(difference, "medium")).isEqualTo("AIR");
        fields.putAll(Map.of("question.en", "Is it kept for long?", "weight", "5", "photo", "true", "version", "2"));
        assertThat(sent(g.zhou, here + "/M-1", fields)).hasStatus(302);
        assertThat(page(g.zhou, here + "/M-1", "en")).contains("Is it kept for long?", "Smelter", "air");
        var twice = sent(
                g.zhou,
                here,
                Map.of(
                        "code",
                        "M-1",
                        "question.en",
                        "Again?",
                        "clause",
                        "ISO 14001|2015|7.5.3",
                        "answer",
                        "CONFORMITY",
                        "weight",
                        "2",
                        "severity",
                        "MINOR",
                        "medium",
                        "WATER"));
        assertThat(twice).hasStatus(409);
        assertThat(twice.getResponse().getContentAsString()).contains("give it another code", "Again?");
    }
}
