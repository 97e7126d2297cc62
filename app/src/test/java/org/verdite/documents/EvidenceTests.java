package org.verdite.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class EvidenceTests {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 1};

    @Autowired
    SmallGroup g;

    @Autowired
    Evidence evidence;

    @Autowired
    Items items;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    private ItemId item(Person who, UnitId unit) {
        return who.scope()
                .get(() -> items.open(new NewItem(
                        unit,
                        "Drum without a lid",
                        "",
                        Severity.MINOR,
                        "WASTE",
                        null,
                        null,
                        LocalDate.parse("2026-11-18"),
                        false)));
    }

    private static Origin of(ItemId id) {
        return new Origin("rectification", "item", id.toString(), "item", "/rectification/items/" + id);
    }

    private EvidenceId keep(Person who, UnitId unit, ItemId item, String name, byte[] bytes) {
        return who.scope().get(() -> evidence.keep(new ByteArrayInputStream(bytes), name, "", unit, of(item), "A lid"));
    }

    @Test
    void a_kept_file_has_a_fingerprint_and_is_found_with_what_it_proves() throws IOException {
        var item = item(g.lin, g.section);
        var id = keep(g.lin, g.section, item, "lid.png", PNG);
        var files = g.lin.scope().get(() -> evidence.of(of(item)));
        assertThat(files).hasSize(1);
        assertThat(files.getFirst().mediaType()).isEqualTo("image/png");
        assertThat(files.getFirst().who()).isEqualTo("Lin Qiao");
        assertThat(files.getFirst().sha256()).hasSize(64);
        var content = g.lin.scope().get(() -> evidence.content(id));
        assertThat(Files.readAllBytes(content.path())).isEqualTo(PNG);
        assertThat(content.path().getFileName().toString())
                .isEqualTo(files.getFirst().sha256().substring(2));
    }

    @Test
    void a_file_whose_bytes_were_changed_on_the_disk_is_not_served_as_proof() throws IOException {
        byte[] bytes = ("lid closed " + System.nanoTime()).getBytes(StandardCharsets.UTF_8);
        var id = keep(g.lin, g.section, item(g.lin, g.section), "lid.txt", bytes);
        var path = g.lin.scope().get(() -> evidence.content(id)).path();
        bytes[0] = 'L';
        Files.write(path, bytes);
        assertThatThrownBy(() -> g.lin.scope().run(() -> evidence.content(id))).isInstanceOf(NotHere.class);
    }

    @Test
    void a_file_that_is_kept_proves_another_record_by_the_api_too() {
        var id = keep(g.lin, g.section, item(g.lin, g.section), "lid.png", PNG);
        var other = item(g.lin, g.section);
        for (int i = 0; i < 2; i++) {
            assertThat(link(g.lin, id, other)).hasStatusOk();
        }
        assertThat(g.lin.scope().get(() -> evidence.of(of(other)))).hasSize(1);
        assertThat(link(g.rosa, id, item(g.rosa, g.ridge))).hasStatus(404);
        assertThat(link(g.lin, id, item(g.rosa, g.ridge))).hasStatus(404);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult link(Person who, EvidenceId id, ItemId to) {
        return who.scope()
                .get(() -> mvc.post()
                        .uri("/api/documents/evidence/" + id + "/links")
                        .with(SecurityMockMvcRequestPostProcessors.user("test"))
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"room\":\"rectification\",\"kind\":\"item\",\"key\":\"" + to + "\"}")
                        .exchange());
    }

    @Test
    void equal_bytes_in_two_scopes_know_nothing_of_each_other() {
        var here = item(g.lin, g.section);
        var there = item(g.rosa, g.ridge);
        var mine = keep(g.lin, g.section, here, "a.png", PNG);
        var theirs = keep(g.rosa, g.ridge, there, "b.png", PNG);
        assertThat(mine).isNotEqualTo(theirs);
        assertThat(g.rosa.scope().get(() -> evidence.find(mine))).isEmpty();
        assertThat(g.lin.scope().get(() -> evidence.find(theirs))).isEmpty();
        assertThatThrownBy(() -> g.rosa.scope().run(() -> evidence.content(mine)))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> g.rosa.scope().run(() -> evidence.link(mine, g.ridge, of(there))))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void past_every_verb_the_database_lets_nobody_link_what_they_do_not_see() {
        var mine = keep(g.lin, g.section, item(g.lin, g.section), "a.png", PNG);
        assertThatThrownBy(() -> g.rosa.scope()
                        .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                insert into documents.evidence_link (evidence_id, unit_id, room, kind, key, title, href)
                values (:id, :unit, 'rectification', 'item', '1', 'x', '/x')""")
                                .param("id", mine.value())
                                .param("unit", g.ridge.value())
                                .update())))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> Scope.system("test")
                        .run(() -> within.executeWithoutResult(
                                _ -> jdbc.sql("update documents.evidence set sha256 = repeat('0', 64)")
                                        .update())))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_file_may_prove_a_second_record_and_is_then_seen_from_there() {
        var shared = g.director
                .scope()
                .get(() -> items.open(new NewItem(
                        g.ridge,
                        "Same drum",
                        "",
                        Severity.MINOR,
                        "WASTE",
                        null,
                        null,
                        LocalDate.parse("2026-11-18"),
                        false)));
        var mine = keep(g.lin, g.section, item(g.lin, g.section), "a.png", PNG);
        g.director.scope().run(() -> evidence.link(mine, g.ridge, of(shared)));
        g.director.scope().run(() -> evidence.link(mine, g.ridge, of(shared)));
        assertThat(g.rosa.scope().get(() -> evidence.of(of(shared)))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, <html><script>alert(1)</script>",
        "picture.svg, <svg onload='alert(1)'/>",
        "all.zip, PK",
        "run.exe, MZ",
        "report.pdf, <html>",
        "photo.png, not a picture",
        "notes.txt, <svg xmlns='x'>",
        "noending, x",
        "sheet.xlsx, PK not an office file"
    })
    void what_is_not_what_it_says_or_could_run_is_refused(String name, String content) {
        var item = item(g.lin, g.section);
        assertThatThrownBy(() -> keep(g.lin, g.section, item, name, content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Invalid.class);
        assertThat(g.lin.scope().get(() -> evidence.of(of(item)))).isEmpty();
    }

    @Test
    void an_office_file_is_known_by_its_parts_and_macros_are_refused() throws IOException {
        var item = item(g.lin, g.section);
        keep(g.lin, g.section, item, "sheet.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"));
        assertThatThrownBy(() -> keep(
                        g.lin,
                        g.section,
                        item,
                        "macro.xlsx",
                        zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")))
                .isInstanceOf(Invalid.class);
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void an_empty_file_and_one_over_the_limit_leave_nothing_behind() {
        var item = item(g.lin, g.section);
        assertThatThrownBy(() -> keep(g.lin, g.section, item, "a.txt", new byte[0]))
                .isInstanceOf(Invalid.class);
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                java.util.Arrays.fill(buffer, from, from + length, (byte) 'x');
                return length;
            }
        };
        assertThatThrownBy(() -> g.lin.scope().run(() -> evidence.keep(endless, "a.txt", "", g.section, of(item), "")))
                .isInstanceOf(Invalid.class);
        assertThat(g.lin.scope().get(() -> evidence.of(of(item)))).isEmpty();
    }

    @Test
    void nobody_attaches_to_a_record_they_do_not_see_or_without_the_right() {
        var item = item(g.lin, g.section);
        assertThatThrownBy(() -> keep(g.rosa, g.ridge, item, "a.png", PNG)).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> keep(g.rosa, g.section, item, "a.png", PNG)).isInstanceOf(NotHere.class);
        var reader = new Scope("account:0", 0, null, g.lin.scope().units(), "test", false);
        assertThatThrownBy(() -> reader.run(
                        () -> evidence.keep(new ByteArrayInputStream(PNG), "a.png", "", g.section, of(item), "")))
                .isInstanceOf(NotPermitted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd.txt, passwd.txt",
        "C:\\temp\\a b.txt, a b.txt",
        "a\u202Etxt.png, atxt.png",
        "'..hidden.csv', hidden.csv",
        "照片 1.jpg, 照片 1.jpg",
        "'<b>.pdf', _b_.pdf"
    })
    void a_name_is_made_harmless(String given, String kept) {
        assertThat(FileName.clean(given)).isEqualTo(kept);
    }

    @Test
    void a_file_goes_in_and_out_by_its_pages_and_never_runs() {
        var item = item(g.lin, g.section);
        g.lin.scope().run(() -> {
            var sent = mvc.perform(mvc.post()
                    .uri("/documents")
                    .multipart()
                    .file(new MockMultipartFile("file", "lid.png", "image/png", PNG))
                    .param("room", "rectification")
                    .param("kind", "item")
                    .param("key", item.toString())
                    .param("caption", "=cmd()<script>")
                    .param("back", "//evil.example")
                    .with(SecurityMockMvcRequestPostProcessors.csrf()));
            assertThat(sent).hasRedirectedUrl("/documents");
        });
        var file = g.lin.scope().get(() -> evidence.of(of(item))).getFirst();
        g.lin.scope().run(() -> {
            assertThat(mvc.get().uri(file.path()))
                    .hasStatusOk()
                    .bodyText()
                    .contains(file.sha256())
                    .contains("=cmd()&lt;script>")
                    .doesNotContain("<script>alert");
            var content = mvc.get().uri(file.path() + "/content").exchange();
            assertThat(content)
                    .hasHeader("X-Content-Type-Options", "nosniff")
                    .hasHeader("Content-Disposition", "attachment; filename*=UTF-8''lid.png");
            assertThat(content.getResponse().getHeader("Content-Security-Policy"))
                    .contains("sandbox");
            assertThat(mvc.get()
                            .uri(file.path() + "/content?inline=true")
                            .exchange()
                            .getResponse()
                            .getHeader("Content-Disposition"))
                    .startsWith("inline");
            assertThat(mvc.get().uri("/documents")).hasStatusOk().bodyText().contains("lid.png");
            assertThat(mvc.get().uri("/documents?kind=pdf&mine=true"))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("lid.png");
            assertThat(mvc.get().uri("/documents/export?format=csv"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("'=cmd()");
        });
        g.rosa.scope().run(() -> {
            assertThat(mvc.get().uri(file.path())).hasStatus(404);
            assertThat(mvc.get().uri(file.path() + "/content")).hasStatus(404);
            assertThat(mvc.get().uri("/api" + file.path().replace("documents", "documents/evidence")))
                    .hasStatus(404);
        });
    }

    @Test
    void a_file_is_kept_and_read_as_json() {
        var item = item(g.lin, g.section);
        g.lin.scope().run(() -> {
            var kept = mvc.perform(mvc.post()
                    .uri("/api/documents/evidence")
                    .multipart()
                    .file(new MockMultipartFile("file", "lid.png", "image/png", PNG))
                    .param("room", "rectification")
                    .param("kind", "item")
                    .param("key", item.toString())
                    .with(SecurityMockMvcRequestPostProcessors.csrf())
                    .accept(MediaType.APPLICATION_JSON));
            assertThat(kept).hasStatus(201).bodyJson().extractingPath("$.size").isEqualTo(PNG.length);
            assertThat(mvc.perform(mvc.post()
                            .uri("/api/documents/evidence")
                            .multipart()
                            .file(new MockMultipartFile("file", "lid.html", "text/html", PNG))
                            .param("room", "rectification")
                            .param("kind", "item")
                            .param("key", item.toString())
                            .with(SecurityMockMvcRequestPostProcessors.csrf())))
                    .hasStatus(422);
        });
    }
}
