package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.Statements;
import org.verdite.shared.Scope;

/// The sheet of a round as a page without script and for programs.
@SpringBootTest
@AutoConfigureMockMvc
@Import(Statements.class)
class EntryPagesTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    MockMvcTester mvc;

    private Lab lab;
    private int copper;
    private int zinc;

    @BeforeEach
    void twoPointsWithAHistory() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        lab.point("A" + lab.code, "OUTFALL");
        lab.point("B" + lab.code, "OUTFALL");
        String table = "Station,Date,Parameter,Value,Unit\n";
        for (String point : new String[] {"A", "B"}) {
            table += point + lab.code + ",2026-02-01,Total copper,0.12,mg/L\n";
            table += point + lab.code + ",2026-02-01,Total zinc,<0.02,mg/L\n";
        }
        lab.loaded(table);
        copper = series("A", "w20122");
        zinc = series("A", "w20123");
    }

    private int series(String point, String parameter) {
        return lab.id("""
                select s.id from monitoring.series s join monitoring.point p on p.id = s.point_id
                where p.code = '%s%s' and s.parameter_code = '%s' and s.derived_from is null""".formatted(point, lab.code, parameter));
    }

    private String sheet() {
        return "/monitoring/entry?site=" + lab.site + "&day=2026-03-12";
    }

    private MvcTestResult get(String path, Locale locale) {
        return Scope.system("test")
                .get(() -> mvc.get()
                        .uri(path)
                        .with(user("test"))
                        .locale(locale)
                        .cookie(new jakarta.servlet.http.Cookie("language", locale.toLanguageTag()))
                        .exchange());
    }

    private MvcTestResult post(String path, String... params) {
        return Scope.system("test").get(() -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i + 1 < params.length; i += 2) {
                request = request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    private MvcTestResult json(String body) {
        return Scope.system("test")
                .get(() -> mvc.post()
                        .uri("/api/monitoring/entry")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_sheet_shows_last_values_in_both_languages_and_asks_no_more_for_more_cells() {
        assertThat(text(get(sheet(), Locale.ENGLISH))).contains("last 0.12 on 1 Feb", "last &lt;0.02 on 1 Feb");
        assertThat(text(get(sheet(), Locale.SIMPLIFIED_CHINESE))).contains("上次 0.12，2月1日");
        Statements.restart();
        get(sheet() + "&point=A" + lab.code, Locale.ENGLISH);
        var one = Statements.seen();
        Statements.restart();
        get(sheet(), Locale.ENGLISH);
        assertThat(Statements.seen()).hasSameSizeAs(one).hasSizeLessThan(25);
    }

    @Test
    void without_a_script_the_form_stores_the_good_cells_and_names_the_others() {
        var kept = post(
                "/monitoring/entry",
                "site",
                Integer.toString(lab.site),
                "day",
                "2026-03-12",
                "c." + copper,
                "0.15",
                "w." + copper,
                "",
                "c." + zinc,
                "0,5",
                "w." + zinc,
                "");
        assertThat(kept).hasStatus3xxRedirection();
        String back = Objects.requireNonNull(kept.getResponse().getRedirectedUrl());
        assertThat(back).contains("day=2026-03-12");
        assertThat(text(get(back, Locale.ENGLISH)))
                .contains("value=\"0.15\"", "value=\"0,5\"", "Write the decimal mark as a point");
        assertThat(lab.count(
                        "select count(*) from monitoring.result where original = '0.15' and unit_id = " + lab.unit))
                .isEqualTo(1);
    }

    @Test
    void a_cell_answers_what_it_is_worth_as_a_piece_of_a_page() {
        var answer = post(
                "/monitoring/entry/cells",
                "series",
                Integer.toString(copper),
                "day",
                "2026-03-12",
                "text",
                "<script>",
                "was",
                "",
                "shown",
                copper + "," + zinc);
        assertThat(answer).hasStatusOk();
        assertThat(text(answer)).contains("data-css=\"is-wrong\"").doesNotContain("<script>", "<main");
        assertThat(post("/monitoring/entry/cells", "series", "999999999", "day", "2026-03-12", "text", "1"))
                .hasStatus(404);
        assertThat(post("/monitoring/entry/cells", "series", Integer.toString(copper), "day", "soon", "text", "1"))
                .hasStatus(422);
    }

    @Test
    void a_program_enters_a_round_and_gets_back_what_is_wrong() {
        String round = """
                {"site": %d, "day": "2026-03-12", "cells": [{"series": %d, "text": "<0.05"}, {"series": %d, "text": "much"}]}""".formatted(lab.site, copper, zinc);
        var first = json(round);
        assertThat(first).hasStatusOk();
        assertThat(text(first)).contains("\"loaded\":1", "\"series\":" + zinc, "\"state\":\"WRONG\"");
        assertThat(text(get("/api" + sheet(), Locale.ENGLISH)))
                .contains("\"stored\":\"<0.05\"", "\"text\":\"much\"", "\"last\":\"0.12\"");
        assertThat(text(json(round))).as("twice").contains("\"importId\":null");
        assertThat(json("{\"site\": " + lab.site + "}")).hasStatus(422);
    }

    @Test
    void files_that_belong_together_are_uploaded_at_once() {
        String w = "A" + lab.code;
        var uploaded = Scope.system("test")
                .get(() -> mvc.post()
                        .uri("/monitoring/imports")
                        .multipart()
                        .file(new MockMultipartFile(
                                "file",
                                "R.Sample.csv",
                                "text/csv",
                                ("SampleCode,Sampled_Date_Time,Field_ID\nS1,2026-03-01 08:00," + w + "\n")
                                        .getBytes(StandardCharsets.UTF_8)))
                        .file(new MockMultipartFile(
                                "file",
                                "R.Chemistry.csv",
                                "text/csv",
                                "SampleCode,ChemCode,OriginalChemName,Prefix,Result,Result_Unit\nS1,7440-50-8,Copper,,0.2,mg/L\n"
                                        .getBytes(StandardCharsets.UTF_8)))
                        .param("unit", Integer.toString(lab.unit))
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(uploaded).hasStatus3xxRedirection();
        assertThat(text(get(Objects.requireNonNull(uploaded.getResponse().getRedirectedUrl()), Locale.ENGLISH)))
                .contains("ESdat: Sample + Chemistry", "point: Sample.Field_ID");
    }
}
