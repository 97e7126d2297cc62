package org.verdite.inspections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.Statements;
import org.verdite.documents.Evidence;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;

/// The pages and the API of an inspection, walked by who takes part.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class VisitPagesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Checklists checklists;

    @Autowired
    Criteria criteria;

    @Autowired
    Inspections inspections;

    @Autowired
    Observations observations;

    @Autowired
    Photos photos;

    @Autowired
    Evidence evidence;

    private InspectionId id;

    @BeforeEach
    void anOpenInspection() {
        g.clock.to("2026-11-18T01:14:00Z");
        id = g.director.scope().get(() -> {
            int edition = checklists.begin(new NewChecklist(
                    g.group,
                    "PAGE-" + NUMBER.incrementAndGet(),
                    LocalText.of("Order <b>now</b>", "秩序", "en"),
                    null,
                    false));
            for (int i = 1; i <= 3; i++) {
                criteria.put(
                        edition,
                        NewCriterion.of(
                                        "E-0" + i,
                                        new ClauseKey("ISO 14001", "2015", "7.5.3"),
                                        LocalText.of("Is " + i + " kept?", "第 " + i + " 项是否保持？", "en"))
                                .photo(i == 3)
                                .medium("WASTE")
                                .done(),
                        0);
            }
            checklists.publish(edition, 1, "");
            var visit = inspections.plan(
                    new NewInspection(
                            g.valley,
                            InspectionKind.GROUP,
                            "Autumn <i>round</i>",
                            "",
                            "",
                            (int) number("select max(id) from inspections.checklist"),
                            LocalDate.parse("2026-11-18"),
                            LocalDate.parse("2026-11-20"),
                            g.he.id(),
                            List.of(g.director.id()),
                            null),
                    null);
            inspections.open(visit, 1, "");
            return visit;
        });
    }

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate within;

    private long number(String sql) {
        return g.director
                .scope()
                .get(() -> within.execute(
                        _ -> jdbc.sql(sql).query((rs, _) -> rs.getLong(1)).single()));
    }

    private MvcTestResult get(Person who, String path, Locale locale) {
        return who.scope()
                .get(() -> mvc.get().uri(path).locale(locale).with(user("test")).exchange());
    }

    private MvcTestResult post(Person who, String path, String... params) {
        return who.scope().get(() -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i + 1 < params.length; i += 2) {
                request = request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    private MvcTestResult put(Person who, UUID key, String body) {
        return who.scope()
                .get(() -> mvc.put()
                        .uri("/api/inspections/visits/" + id + "/observations/" + key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String said(String subject, String answer) {
        return """
                {"subject":"%s","answer":"%s","note":"seen","replaces":[],"toldAt":"2026-11-18T01:10:00Z","sentAt":"2026-11-18T01:14:00Z"}""".formatted(subject, answer);
    }

    @Test
    void every_page_opens_in_both_languages_and_escapes_what_was_typed() {
        for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (String path : List.of(
                    "/inspections",
                    "/inspections?view=all&kind=GROUP",
                    "/inspections/new",
                    "/inspections/visits/" + id,
                    "/inspections/visits/" + id + "/field",
                    "/inspections/visits/" + id + "/findings")) {
                var page = get(g.director, path, locale);
                assertThat(page).as(path).hasStatusOk();
                assertThat(text(page)).as(path).doesNotContain("<i>round</i>", "???");
            }
        }
        assertThat(text(get(g.he, "/inspections/visits/" + id + "/field", Locale.SIMPLIFIED_CHINESE)))
                .contains("第 1 项是否保持？", "不符合");
    }

    @Test
    void the_page_asks_a_bounded_number_of_statements() {
        Statements.restart();
        get(g.he, "/inspections/visits/" + id, Locale.ENGLISH);
        assertThat(Statements.seen()).hasSizeLessThan(44);
    }

    @Test
    void an_answer_by_the_api_is_shown_and_sent_again_has_no_effect() {
        var key = UUID.randomUUID();
        assertThat(put(g.he, key, said("E-01", "DOES_NOT"))).hasStatusOk();
        assertThat(put(g.he, key, said("E-01", "DOES_NOT"))).hasStatusOk();
        assertThat(put(g.he, key, said("E-01", "CONFORMS"))).hasStatus(409);
        assertThat(put(g.he, UUID.randomUUID(), said("E-99", "CONFORMS"))).hasStatus(422);
        assertThat(put(g.zhou, UUID.randomUUID(), said("E-01", "CONFORMS"))).hasStatus(403);
        assertThat(put(g.rosa, UUID.randomUUID(), said("E-01", "CONFORMS"))).hasStatus(404);
        assertThat(put(g.he, UUID.randomUUID(), "{\"subject\":\"E-01\",\"answer\":\"MAYBE\"}"))
                .hasStatus4xxClientError();
        assertThat(g.he.scope().get(() -> observations.history(id, "E-01"))).hasSize(1);
        assertThat(text(get(g.he, "/inspections/visits/" + id, Locale.ENGLISH))).contains("1 of 3 answered");
    }

    @Test
    void a_visit_is_walked_to_its_issue_by_pages() {
        put(g.he, UUID.randomUUID(), said("E-01", "DOES_NOT"));
        put(g.he, UUID.randomUUID(), said("E-02", "CONFORMS"));
        String here = "/inspections/visits/" + id;
        assertThat(post(g.he, here + "/close", "version", "2")).hasStatus3xxRedirection();
        assertThat(post(g.he, here + "/close", "version", "2")).hasStatus(409);
        assertThat(post(
                        g.he,
                        here + "/findings",
                        "title",
                        "",
                        "grade",
                        "MINOR",
                        "severity",
                        "MINOR",
                        "medium",
                        "WASTE"))
                .hasStatus(422);
        assertThat(post(
                        g.he,
                        here + "/findings",
                        "title",
                        "Not kept",
                        "grade",
                        "MINOR",
                        "severity",
                        "MINOR",
                        "medium",
                        "WASTE",
                        "clause",
                        "ISO 14001|2015|7.5.3",
                        "subjects",
                        "E-01"))
                .hasStatus3xxRedirection();
        long finding = number("select id from inspections.finding where inspection_id = " + id);
        assertThat(post(g.zhou, "/inspections/findings/" + finding + "/remark", "stance", "AGREES"))
                .hasStatus3xxRedirection();
        assertThat(post(g.he, here + "/issue", "version", "3", "closingNote", "All there"))
                .hasStatus3xxRedirection();
        assertThat(text(get(g.zhou, here + "/findings", Locale.ENGLISH))).contains("Non-compliant item NC-2026-");
    }

    @Test
    void a_picture_is_kept_with_its_own_hash_and_a_damaged_one_is_refused() throws Exception {
        byte[] picture = new byte[3000];
        picture[0] = (byte) 0xff;
        picture[1] = (byte) 0xd8;
        picture[2] = (byte) 0xff;
        String hash = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(picture));
        var key = UUID.randomUUID();
        assertThat(photo(g.he, key, "a.jpg", picture, hash)).hasStatusOk();
        assertThat(photo(g.he, key, "a.jpg", picture, hash)).hasStatusOk();
        assertThat(photo(g.he, UUID.randomUUID(), "a.jpg", picture, "0".repeat(64)))
                .hasStatus(422);
        assertThat(photo(g.he, UUID.randomUUID(), "a.exe", picture, "")).hasStatus(422);
        assertThat(photo(g.he, UUID.randomUUID(), "a.jpg", "MZ program".getBytes(StandardCharsets.UTF_8), ""))
                .as("a renamed program")
                .hasStatus(422);
        assertThat(photo(
                        g.he,
                        UUID.randomUUID(),
                        "a.svg",
                        "<svg><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8),
                        ""))
                .hasStatus(422);
        var kept = g.he.scope().get(() -> photos.of(id));
        assertThat(kept).singleElement().satisfies(p -> {
            assertThat(p.originalHash()).isEqualTo(hash);
            assertThat(p.hashedOnDevice()).isTrue();
            assertThat(p.derived()).isFalse();
        });
        assertThat(g.he.scope().get(() -> evidence.of(inspections.get(id).origin())))
                .hasSize(1);
    }

    @Test
    void the_report_is_word_and_pdf_in_both_languages_with_its_photos() throws Exception {
        var image = new java.awt.image.BufferedImage(1600, 1200, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var out = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(image, "jpeg", out);
        photo(g.he, UUID.randomUUID(), "a.jpg", out.toByteArray(), "");
        put(g.he, UUID.randomUUID(), said("E-03", "DOES_NOT"));
        post(
                g.he,
                "/inspections/visits/" + id + "/findings",
                "title",
                "Drum <outside> 废油桶",
                "grade",
                "MAJOR",
                "severity",
                "MAJOR",
                "medium",
                "WASTE",
                "subjects",
                "E-03");
        for (String language : List.of("en", "zh")) {
            var pdf =
                    get(g.he, "/inspections/visits/" + id + "/report?format=pdf&language=" + language, Locale.ENGLISH);
            assertThat(pdf).hasStatusOk();
            try (var document =
                    org.apache.pdfbox.Loader.loadPDF(pdf.getResponse().getContentAsByteArray())) {
                String words = new org.apache.pdfbox.text.PDFTextStripper().getText(document);
                assertThat(words).contains("Drum <outside> 废油桶", language.equals("zh") ? "草稿" : "A draft");
                assertThat(words).contains(language.equals("zh") ? "是否保持" : "Is 3 kept?");
                boolean pictured = false;
                for (var page : document.getPages()) {
                    pictured |= page.getResources().getXObjectNames().iterator().hasNext();
                }
                assertThat(pictured).isTrue();
            }
            var docx =
                    get(g.he, "/inspections/visits/" + id + "/report?format=docx&language=" + language, Locale.ENGLISH);
            try (var document = new org.apache.poi.xwpf.usermodel.XWPFDocument(
                    new java.io.ByteArrayInputStream(docx.getResponse().getContentAsByteArray()))) {
                assertThat(document.getAllPictures()).hasSize(1);
                assertThat(document.getParagraphs().stream().map(p -> p.getText()))
                        .anyMatch(text -> text.contains("Drum <outside> 废油桶"));
            }
        }
        assertThat(get(g.he, "/inspections/visits/" + id + "/report?format=exe", Locale.ENGLISH))
                .hasStatus4xxClientError();
    }

    private MvcTestResult photo(Person who, UUID key, String name, byte[] content, String hash) {
        return who.scope()
                .get(() -> mvc.post()
                        .uri("/api/inspections/visits/" + id + "/photos/" + key)
                        .multipart()
                        .file(new MockMultipartFile("file", name, "image/jpeg", content))
                        .param("subject", "E-03")
                        .param("sha256", hash)
                        .param("toldAt", "2026-11-18T01:10:00Z")
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
    }
}
