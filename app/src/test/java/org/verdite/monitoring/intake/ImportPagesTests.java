package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/// The four steps of an import as pages and for programs.
@SpringBootTest
@AutoConfigureMockMvc
@Import(Statements.class)
class ImportPagesTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    MockMvcTester mvc;

    private Lab lab;
    private String table;

    @BeforeEach
    void onePoint() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        lab.point("W" + lab.code, "SURFACE_WATER");
        String w = "W" + lab.code;
        table = "Station,Date,Parameter,Value,Unit\n" + w + ",2024-01-01,Total As,0,mg/L\n" + w
                + ",2024-01-01,COD,12,mg/L\n" + w
                + ",2024-01-01,COD,13,mg/L\n" + w
                + ",2024-01-02,<script>alert(1)</script>,1,mg/L\nNowhere,2024-01-02,COD,1,mg/L\n"
                + w + ",2024-01-03,COD,=cmd(),mg/L\n";
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

    private MvcTestResult upload(String path, byte[] bytes) {
        return Scope.system("test")
                .get(() -> mvc.post()
                        .uri(path)
                        .multipart()
                        .file(new MockMultipartFile("file", "river.csv", "text/csv", bytes))
                        .param("unit", Integer.toString(lab.unit))
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

    private String wait(String path, String until) throws InterruptedException {
        String page = "";
        for (int i = 0; i < 100; i++) {
            page = text(get(path, Locale.ENGLISH));
            if (page.contains(until)) {
                return page;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return page;
    }

    @Test
    void a_file_goes_through_its_four_steps_in_the_browser() throws InterruptedException {
        var uploaded = upload("/monitoring/imports", table.getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded).hasStatus3xxRedirection();
        String mapping = Objects.requireNonNull(uploaded.getResponse().getRedirectedUrl());
        String base = mapping.substring(0, mapping.length() - "/mapping".length());
        for (var locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            assertThat(get(mapping, locale)).hasStatusOk();
            assertThat(get("/monitoring/imports", locale)).hasStatusOk();
            assertThat(get("/monitoring/imports/new", locale)).hasStatusOk();
        }
        assertThat(text(get(mapping, Locale.ENGLISH)))
                .contains("What the columns mean", "&lt;script")
                .doesNotContain("<script>alert");
        assertThat(post(
                        mapping,
                        "col.point",
                        "Station",
                        "col.date",
                        "Date",
                        "col.parameter",
                        "Parameter",
                        "col.value",
                        "Value",
                        "col.unit",
                        "Unit",
                        "statistic",
                        "VALUE",
                        "mode",
                        "LABORATORY",
                        "source",
                        "River laboratory",
                        "remember",
                        "true"))
                .hasStatus3xxRedirection();
        String page = wait(base + "/dry-run", "What will happen");
        assertThat(page)
                .contains(
                        "What does a value of 0 mean in this file?",
                        "Which line stands",
                        "Which point is",
                        "Load 0 results")
                .contains("a number; a formula is never run", "<code>=cmd()</code>")
                .doesNotContain("<script>alert");
        assertThat(text(get(base + "/dry-run", Locale.SIMPLIFIED_CHINESE))).contains("待您答复", "未载入", "将要进行");
        post(
                base + "/answers",
                "zero",
                "NOT_DETECTED",
                "duplicates",
                "FIRST",
                "pt.0.name",
                "Nowhere",
                "pt.0.choice",
                "new",
                "pt.0.facility",
                Integer.toString(lab.facility),
                "pt.0.newCode",
                "N1",
                "pt.0.newName",
                "Nowhere at all",
                "pt.0.kind",
                "SURFACE_WATER");
        assertThat(wait(base + "/dry-run", "Load 3 results")).contains("Load 3 results");
        assertThat(post(base + "/load")).hasStatus3xxRedirection();
        String done = wait(base, "3 results loaded");
        assertThat(done).contains("3 results loaded", "rejects.csv", "N1");
        assertThat(text(get(base + "/rejects.csv", Locale.ENGLISH)))
                .contains("'=cmd()", "a number; a formula is never run");
        assertThat(lab.count("select count(*) from monitoring.result where unit_id = " + lab.unit))
                .isEqualTo(3);
    }

    @Test
    void what_is_no_table_comes_back_to_the_form_with_a_sentence() {
        var answer = upload("/monitoring/imports", "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("zip archive but no Excel workbook");
    }

    @Test
    void a_unit_that_does_not_fit_is_said_in_the_dry_run_and_in_the_list_of_rejects() {
        String w = "W" + lab.code;
        long id = lab.send("Station,Date,Parameter,Value,Unit\n" + w + ",2024-01-01,COD,12,mg/L\n" + w
                + ",2024-01-02,COD,13,mg/kg\n" + w + ",2024-01-03,COD,13,foo\n");
        lab.tried(id, Scope.system("test").get(() -> intake.proposal(id, null)));
        for (var locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            assertThat(get("/monitoring/imports/" + id + "/dry-run", locale)).hasStatusOk();
            assertThat(text(get("/monitoring/imports/" + id + "/rejects.csv", locale)))
                    .contains("mg/kg", "foo")
                    .doesNotContain("ui.unit");
        }
    }

    @Test
    void a_program_does_the_whole_loop() {
        var created = upload("/api/monitoring/imports", table.getBytes(StandardCharsets.UTF_8));
        assertThat(created).hasStatus(201);
        String path = Objects.requireNonNull(created.getResponse().getHeader("Location"));
        String spec = """
                {"source": {"name": "API laboratory"},
                 "columns": {"point": "Station", "date": "Date", "parameter": "Parameter", "value": "Value", "unit": "Unit"},
                 "zero": {"rule": "NOT_DETECTED"}, "duplicates": "SECOND", "points": {"Nowhere": {"leaveOut": true}}}""";
        var mapped = Scope.system("test")
                .get(() -> mvc.post()
                        .uri(path + "/mapping")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(spec)
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(mapped).hasStatusOk().bodyJson().extractingPath("$.state").isEqualTo("MAPPED");
        assertThat(post(path + "/dry-run"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.dryRun.ready")
                .isEqualTo(2);
        assertThat(post(path + "/load"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.result.loaded")
                .isEqualTo(2);
        assertThat(get(path, Locale.ENGLISH))
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("LOADED");
        assertThat(post(path + "/load")).hasStatus(409);
        assertThat(get("/api/monitoring/imports", Locale.ENGLISH))
                .bodyJson()
                .extractingPath("$.items[0].loaded")
                .isEqualTo(2);
        assertThat(get("/api/monitoring/imports/999999", Locale.ENGLISH)).hasStatus(404);
    }

    /// Two sheets, the results in the first.
    private byte[] workbook() {
        return Book.of(book -> {
            String w = "W" + lab.code;
            var results = book.createSheet("Results");
            Book.row(results, 0, "Station", "Date", "Parameter", "Value", "Unit");
            Book.row(results, 1, w, java.time.LocalDate.of(2024, 3, 1), "COD", 12.5, "mg/L");
            Book.row(results, 2, w, java.time.LocalDate.of(2024, 3, 2), "COD", 13.5, "mg/L");
            var more = book.createSheet("More");
            Book.row(more, 0, "Station", "Date", "Parameter", "Value", "Unit");
            Book.row(more, 1, w, java.time.LocalDate.of(2024, 4, 1), "COD", 14, "mg/L");
        });
    }

    @Test
    void a_workbook_comes_in_by_the_same_steps_and_its_sheet_is_chosen() throws InterruptedException {
        byte[] bytes = workbook();
        var uploaded = upload("/monitoring/imports", bytes);
        assertThat(uploaded).hasStatus3xxRedirection();
        String mapping = Objects.requireNonNull(uploaded.getResponse().getRedirectedUrl());
        String base = mapping.substring(0, mapping.length() - "/mapping".length());
        assertThat(text(get(mapping, Locale.ENGLISH)))
                .contains("Sheet to read", "Results (3 rows)", "More (2 rows)", "2024-03-01");
        assertThat(text(get(mapping, Locale.SIMPLIFIED_CHINESE))).contains("读取的工作表", "Results（3 行）");
        assertThat(post(base + "/sheet", "sheet", "None of these")).hasStatus(422);
        assertThat(post(base + "/sheet", "sheet", "More")).hasStatus3xxRedirection();
        assertThat(text(get(mapping, Locale.ENGLISH))).contains("2024-04-01").doesNotContain("2024-03-01");
        assertThat(post(
                        mapping,
                        "col.point",
                        "Station",
                        "col.date",
                        "Date",
                        "col.parameter",
                        "Parameter",
                        "col.value",
                        "Value",
                        "col.unit",
                        "Unit",
                        "statistic",
                        "VALUE",
                        "mode",
                        "LABORATORY"))
                .hasStatus3xxRedirection();
        assertThat(wait(base + "/dry-run", "Load 1 result")).contains("Load 1 result");
        var original = get(base + "/content", Locale.ENGLISH);
        assertThat(original).hasStatusOk();
        assertThat(original.getResponse().getContentAsByteArray()).isEqualTo(bytes);
        assertThat(original.getResponse().getHeader("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void a_program_sends_a_workbook_and_names_the_sheet() {
        var created = Scope.system("test")
                .get(() -> mvc.post()
                        .uri("/api/monitoring/imports")
                        .multipart()
                        .file(new MockMultipartFile("file", "river.bin", "application/octet-stream", workbook()))
                        .param("unit", Integer.toString(lab.unit))
                        .param("sheet", "More")
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(created).hasStatus(201).bodyJson().extractingPath("$.sheet").isEqualTo("More");
        String path = Objects.requireNonNull(created.getResponse().getHeader("Location"));
        assertThat(post(path + "/sheet", "sheet", "Results"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.sheets[0].rows")
                .isEqualTo(3);
        var mapped = Scope.system("test")
                .get(() -> mvc.post()
                        .uri(path + "/mapping")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(text(get(path + "/mapping", Locale.ENGLISH)))
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(mapped).hasStatusOk();
        assertThat(post(path + "/dry-run"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.dryRun.ready")
                .isEqualTo(2);
        assertThat(post(path + "/load"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.result.loaded")
                .isEqualTo(2);
        assertThat(post(path + "/sheet", "sheet", "More")).hasStatus(409);
        assertThat(get(path + "/content", Locale.ENGLISH)).hasStatusOk();
    }

    @Test
    void a_mapping_that_is_no_mapping_is_refused_at_its_member() {
        String path = Objects.requireNonNull(upload("/api/monitoring/imports", table.getBytes(StandardCharsets.UTF_8))
                .getResponse()
                .getHeader("Location"));
        for (String bad :
                new String[] {"{", "{\"columns\": {\"point\": \"Nope\"}}", "{\"columns\": {\"colour\": \"Date\"}}", "{}"
                }) {
            var answer = Scope.system("test")
                    .get(() -> mvc.post()
                            .uri(path + "/mapping")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(bad)
                            .with(user("test"))
                            .with(csrf())
                            .exchange());
            assertThat(answer).as(bad).hasStatus(422);
        }
    }

    @Test
    void a_correction_without_its_sample_number_is_told_with_its_line_before_it_becomes_a_second_result() {
        String w = "W" + lab.code;
        String head = "Station,Date,Sample,Parameter,Value,Unit\n";
        lab.loaded(head + w + ",2024-05-01,S-1,COD,12,mg/L\n" + w + ",2024-05-02,S-2,COD,13,mg/L\n" + w
                + ",2024-05-03,,COD,14,mg/L\n");
        String corrected = head + w + ",2024-05-01,,COD,10.2,mg/L\n" + w + ",2024-05-02,S-2,COD,11,mg/L\n" + w
                + ",2024-05-03,,COD,15,mg/L\n" + w + ",2024-05-04,,COD,16,mg/L\n";
        long id = lab.send(corrected);
        var dry = lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThat(java.util.List.of(dry.ready(), dry.revisions(), dry.besides()))
                .containsExactly(4L, 2L, 1L);
        assertThat(dry.beside()).singleElement().satisfies(b -> {
            assertThat(b.line()).isEqualTo(2);
            assertThat(b.at()).isEqualTo("2024-05-01");
            assertThat(java.util.List.of(b.found(), b.sample(), b.known(), b.knownSample()))
                    .containsExactly("10.2", "", "12", "S-1");
        });
        String page = "/monitoring/imports/" + id + "/dry-run";
        assertThat(text(get(page, Locale.ENGLISH)))
                .contains(
                        "One line is a new result beside a known one",
                        "without sample number",
                        "sample S-1",
                        "Load 4 results");
        assertThat(text(get(page, Locale.SIMPLIFIED_CHINESE))).contains("1 行与已有结果的点位", "无样品编号");
        assertThat(get("/api/monitoring/imports/" + id, Locale.ENGLISH))
                .bodyJson()
                .extractingPath("$.dryRun.beside[0].knownSample")
                .isEqualTo("S-1");
        assertThat(lab.run(() -> intake.load(id)).loaded())
                .as("nothing is held back")
                .isEqualTo(2);
    }

    @Test
    void a_dry_run_tells_questions_that_hold_results_back_from_those_about_lines_left_out_and_counts_one_as_one() {
        String w = "W" + lab.code;
        long id = lab.send("Station,Date,Parameter,Value,Unit,Counted\n" + w + ",2024-01-01,Total As,0,mg/L,\n" + w
                + ",2024-01-01,COD,12,mg/L,\nNobody knows,2024-01-02,COD,1,mg/L,\n" + w
                + ",2024-01-02,Whatever,1,mg/L,\n");
        lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        String page = "/monitoring/imports/" + id + "/dry-run";
        assertThat(text(get(page, Locale.ENGLISH)))
                .contains(
                        "One parameter has one zero and no detection limit:",
                        "results, held back by one question",
                        "3 questions",
                        "One is about results that need your answer",
                        "2 are about lines that are not loaded",
                        "2 questions below may bring lines back")
                .doesNotContain("1 zeros");
        assertThat(text(get(page, Locale.SIMPLIFIED_CHINESE)))
                .contains("因 1 个问题暂缓", "其中 1 个涉及待您答复的结果", "其中 2 个涉及未载入的行");
    }

    @Test
    void the_days_of_a_file_are_those_of_its_points_and_a_date_alone_is_that_day() {
        String head = "Station,Date,Parameter,Value,Unit\n";
        String w = "W" + lab.code;
        long timed = lab.send(head + w + ",2016-11-01 00:00,COD,12,mg/L\n" + w + ",2016-11-30 23:00,COD,13,mg/L\n" + w
                + ",2016-11-30 07:00,COD,1,mg/L\n" + w + ",2016-11-30 07:00,COD,2,mg/L\n");
        var dry = lab.tried(timed, lab.run(() -> intake.proposal(timed, null)));
        assertThat(dry.first()).isEqualTo("2016-11-01");
        assertThat(dry.last()).isEqualTo("2016-11-30");
        assertThat(dry.rejects())
                .filteredOn(g -> g.code().equals("conflict"))
                .allSatisfy(g -> assertThat(g.args()).contains("2016-11-30"))
                .isNotEmpty();
        assertThat(text(get("/monitoring/imports/" + timed + "/dry-run", Locale.ENGLISH)))
                .contains("1 Nov 2016")
                .doesNotContain("31 Oct 2016");
        assertThat(text(get("/api/monitoring/imports/" + timed, Locale.ENGLISH)))
                .contains("\"first\":\"2016-11-01\"", "\"last\":\"2016-11-30\"");
        long dated = lab.send(head + w + ",2016-11-01,COD,12,mg/L\n" + w + ",2016-11-30,COD,13,mg/L\n");
        var days = lab.tried(dated, lab.run(() -> intake.proposal(dated, null)));
        assertThat(days.first()).isEqualTo("2016-11-01");
        assertThat(days.last()).isEqualTo("2016-11-30");
        var west = new Lab(jdbc, transactions, intake, "America/Vancouver");
        west.point("W" + west.code, "SURFACE_WATER");
        var evening = west.tried(
                head + "W" + west.code + ",2016-11-01,COD,12,mg/L\nW" + west.code + ",2016-11-30 23:00,COD,13,mg/L\n");
        assertThat(evening.first()).isEqualTo("2016-11-01");
        assertThat(evening.last()).isEqualTo("2016-11-30");
    }

    @Test
    void of_two_results_of_a_day_one_is_named_to_be_left_out_by_the_page_and_by_a_program() {
        String w = "W" + lab.code;
        lab.loaded("Station,Date,Sample,Parameter,Value,Unit\n" + w + ",2024-06-01,S 1,COD,12,mg/L\n" + w
                + ",2024-06-01,,COD,13,mg/L\n");
        int series = lab.id("select id from monitoring.series where derived_from is null and unit_id = " + lab.unit);
        String values = text(get("/monitoring/series/" + series + "/values", Locale.ENGLISH));
        assertThat(values)
                .contains(
                        "/suppressions/new?from=2024-06-01&amp;sample=S+1&amp;replicate=0&amp;run=0",
                        "/suppressions/new?from=2024-06-01&amp;sample=-&amp;replicate=0&amp;run=0",
                        "Leave this one out");
        assertThat(text(get(
                        "/monitoring/series/" + series
                                + "/suppressions/new?from=2024-06-01&sample=S-9&replicate=0&run=0",
                        Locale.SIMPLIFIED_CHINESE)))
                .contains("value=\"S-9\"", "仅限样品");
        var proposed = post(
                "/monitoring/series/" + series + "/suppressions",
                "from",
                "2024-06-01",
                "sample",
                "-",
                "cause",
                "LABORATORY",
                "reason",
                "The bottle was not ours");
        assertThat(proposed).hasStatus3xxRedirection();
        String page = Objects.requireNonNull(proposed.getResponse().getRedirectedUrl());
        assertThat(text(get(page, Locale.ENGLISH))).contains("without sample number");
        assertThat(text(get("/monitoring/suppressions?series=" + series, Locale.SIMPLIFIED_CHINESE)))
                .contains("无样品编号");
        assertThat(get("/api" + page, Locale.ENGLISH))
                .bodyJson()
                .isLenientlyEqualTo("{\"sample\": \"\", \"results\": 1}");
        var byProgram = Scope.system("test")
                .get(() -> mvc.post()
                        .uri("/api/monitoring/series/" + series + "/suppressions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"from\": \"2024-06-01\", \"sample\": \"S 1\", \"run\": 0, \"cause\": \"OTHER\", \"reason\": \"Twice\"}")
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(byProgram)
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"sample\": \"S 1\", \"run\": 0, \"results\": 1}");
        assertThat(byProgram).bodyText().doesNotContain("\"replicate\"");
    }

    @Test
    void each_reason_of_a_delivery_stands_on_its_page_and_in_its_file_in_both_languages() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            for (var file : java.util.Map.of("R1.Sample.csv", """
                            SampleCode,Sampled_Date_Time,Field_ID,Sample_Type
                            S1,2024-03-01 08:30,W%1$s,Normal
                            B1,2024-03-01 08:30,W%1$s,Field_B
                            S2,2024-03-01 08:30,W%1$s,Normal
                            S2,2024-03-02 08:30,W%1$s,Normal
                            """.formatted(lab.code), "R1.Chemistry.csv", """
                            SampleCode,ChemCode,OriginalChemName,Prefix,Result,Result_Unit,Total_or_Filtered,Result_Type
                            S1,7440-50-8,Copper,,0.012,mg/L,T,REG
                            S1,7440-50-8,Copper,,98,%,T,SUR
                            B1,7440-50-8,Copper,,0.001,mg/L,T,REG
                            S2,7440-50-8,Copper,,0.02,mg/L,T,REG
                            S9,7440-50-8,Copper,,0.03,mg/L,T,REG
                            """)
                    .entrySet()) {
                zip.putNextEntry(new java.util.zip.ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        long id = lab.send(bytes.toByteArray());
        lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThat(text(get("/monitoring/imports/" + id + "/dry-run", Locale.ENGLISH)))
                .contains("is a control", "say different things", "it has none");
        assertThat(text(get("/monitoring/imports/" + id + "/dry-run", Locale.SIMPLIFIED_CHINESE)))
                .contains("质控样");
        assertThat(text(get("/monitoring/imports/" + id + "/rejects.csv", Locale.ENGLISH))
                        .lines())
                .hasSize(5);
    }
}
