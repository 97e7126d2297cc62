package org.verdite.inspections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// A checklist leaves as an Excel workbook and comes back the same; what a workbook can't say is named by its cell.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class ChecklistFilesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    Checklists checklists;

    @Autowired
    Criteria criteria;

    @Autowired
    ChecklistFiles files;

    @Autowired
    Samples samples;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    Frames frames;

    private int draft;

    @BeforeEach
    void two_criteria() {
        draft = g.zhou.scope()
                .get(() -> checklists.begin(new NewChecklist(
                        g.valley, "BOOK-" + NUMBER.incrementAndGet(), LocalText.of("en", "Book"), null, false)));
        g.zhou.scope().run(() -> {
            criteria.put(
                    draft,
                    NewCriterion.of(
                                    "W-1",
                                    new ClauseKey("ISO 14001", "2026", "6.1.2"),
                                    LocalText.of("=Is it kept,\nas \"asked\"?", "是否保持？", "en"))
                            .also(List.of(
                                    new ClauseKey("ISO 14001", "2015", "7.5.3"),
                                    new ClauseKey("ENV-ORDER", "sample-1", "4.1")))
                            .guidance(LocalText.of("zh", "看记录"))
                            .weight(5)
                            .photo(true)
                            .critical(true)
                            .severity(Severity.CRITICAL)
                            .medium("SOIL")
                            .sites(Set.of("MINE", "OTHER"))
                            .done(),
                    0);
            criteria.put(
                    draft,
                    NewCriterion.of("W-2", new ClauseKey("ENV-ORDER", "sample-1", "4.2"), LocalText.of("en", "0,5"))
                            .limit(new NumberLimit(
                                    "m", NumberLimit.Bound.RANGE, new BigDecimal("-0.50"), new BigDecimal("1.0")))
                            .done(),
                    0);
        });
    }

    private Texts texts(Locale locale) {
        var request = new MockHttpServletRequest();
        request.addPreferredLocale(locale);
        return frames.texts(request);
    }

    private byte[] workbook() {
        return g.zhou.scope().get(() -> files.workbook(draft, texts(Locale.ENGLISH)));
    }

    private List<NewCriterion> asked() {
        return g.zhou.scope().get(() -> criteria.asked(draft)).stream()
                .map(Criterion::asks)
                .toList();
    }

    private void take(String name, InputStream file) {
        g.zhou.scope().run(() -> files.take(draft, name, file));
    }

    private void take(String name, byte[] file) {
        take(name, new ByteArrayInputStream(file));
    }

    private byte[] changed(Consumer<XSSFWorkbook> change) {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(workbook()))) {
            change.accept(book);
            var out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int listOf(int edition) {
        return Objects.requireNonNull(
                within.execute(_ -> jdbc.sql("select checklist_id from inspections.edition where id = " + edition)
                        .query(Integer.class)
                        .single()));
    }

    private List<String> problems(String name, byte[] file) {
        var e = catchThrowableOfType(Invalid.class, () -> take(name, file));
        assertThat(e).isNotNull();
        return e.problems().stream().map(p -> p.field() + " " + p.key()).toList();
    }

    @Test
    void a_workbook_made_in_either_language_comes_back_the_same() {
        var before = asked();
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            byte[] book = g.zhou.scope().get(() -> files.workbook(draft, texts(locale)));
            g.zhou.scope().run(() -> criteria.remove(draft, "W-1", 1));
            take("list.xlsx", book);
            assertThat(asked()).as("%s", locale).containsExactlyElementsOf(before);
        }
    }

    @Test
    void a_list_that_stands_on_another_keeps_what_it_adds_changes_and_leaves_out() {
        int above = g.director.scope().get(() -> samples.takeOver("ENV-ORDER", g.group));
        g.director.scope().run(() -> checklists.publish(above, 1, ""));
        int own = g.zhou.scope()
                .get(() -> checklists.begin(new NewChecklist(
                        g.valley,
                        "BOOK-" + NUMBER.incrementAndGet(),
                        LocalText.of("en", "Own"),
                        listOf(above),
                        false)));
        g.zhou.scope().run(() -> {
            criteria.put(
                    own,
                    NewCriterion.of("V-1", new ClauseKey("ENV-ORDER", "sample-1", "4.2"), LocalText.of("en", "Ours?"))
                            .done(),
                    0);
            var first = criteria.asked(own).getFirst().asks();
            criteria.put(own, first.but().weight(5).because("It matters here").done(), 0);
            criteria.leaveOut(own, criteria.asked(own).get(1).code(), "Not here");
        });
        var before = g.zhou.scope().get(() -> criteria.asked(own)).stream()
                .map(c -> c.own() + " " + c.against() + " " + c.asks())
                .toList();
        byte[] book = g.zhou.scope().get(() -> files.workbook(own, texts(Locale.ENGLISH)));
        g.zhou.scope().run(() -> files.take(own, "list.xlsx", new ByteArrayInputStream(book)));
        assertThat(g.zhou.scope().get(() -> criteria.asked(own)).stream()
                        .map(c -> c.own() + " " + c.against() + " " + c.asks()))
                .containsExactlyElementsOf(before);
        assertThat(g.zhou.scope().get(() -> criteria.leftOut(own))).hasSize(1);
    }

    @Test
    void each_thing_that_cannot_be_taken_is_named_by_sheet_column_and_row_and_nothing_is_changed() {
        byte[] wrong = changed(book -> {
            var sheet = book.getSheet("Criteria");
            sheet.getRow(1).getCell(3).setCellValue("99.9");
            sheet.getRow(1).getCell(9).setCellValue(9);
            sheet.getRow(2).getCell(0).setCellValue("W-1");
        });
        assertThat(problems("list.xlsx", wrong))
                .containsExactlyInAnyOrder(
                        "Criteria!J2 ui.form.range",
                        "Criteria!A3 inspections.invalid.twice",
                        "Criteria!D2 inspections.invalid.clause");
        byte[] unreadable = changed(book -> {
            var sheet = book.getSheet("Criteria");
            sheet.getRow(0).createCell(25).setCellValue("Colour");
            sheet.getRow(1).getCell(9).setCellFormula("1+1");
            sheet.getRow(1).getCell(16).setCellValue("Dreadful");
            sheet.getRow(2).getCell(11).setCellValue("about 2");
            sheet.getRow(2).createCell(4).setCellValue("ISO 14001 7.5.3");
            sheet.getRow(2).createCell(30).setCellValue("a stray note");
            sheet.getRow(2).getCell(5).setBlank();
        });
        assertThat(problems("list.xlsx", unreadable))
                .containsExactlyInAnyOrder(
                        "Criteria!Z1 inspections.book.heading",
                        "Criteria!J2 inspections.book.formula",
                        "Criteria!Q2 ui.form.choice",
                        "Criteria!L3 ui.form.number",
                        "Criteria!E3 inspections.book.also",
                        "Criteria!AE3 inspections.book.outside",
                        "Criteria!F3 ui.form.required");
        assertThat(asked()).hasSize(2);
    }

    @Test
    void what_is_no_workbook_or_brings_macros_or_is_too_large_is_refused() throws Exception {
        byte[] program = new byte[1000];
        program[0] = 'M';
        program[1] = 'Z';
        assertThat(problems("list.xlsx", program)).containsExactly("file ui.book.binary");
        assertThat(problems("list.yaml", program)).containsExactly("file inspections.file.kind");
        assertThat(problems("list.xlsm", withMacros(workbook()))).containsExactly("file ui.book.macros");
        assertThat(problems("list.xlsx", changed(book -> book.setSheetName(0, "Other"))))
                .containsExactly("file inspections.book.sheet");
        assertThat(problems("list.yaml", "checklist: [".getBytes(UTF_8)))
                .containsExactly("file inspections.file.unreadable");
        var large = new InputStream() {
            private long left = 60L << 20;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }
        };
        assertThatThrownBy(() -> take("list.xlsx", large))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key()).isEqualTo("inspections.file.tooLarge"));
        assertThat(large.left).as("given up as soon as it is too much").isGreaterThan(50L << 20);
    }

    @Test
    void whom_the_draft_is_no_business_of_gets_no_word_about_their_file() {
        assertThatThrownBy(() ->
                        g.rosa.scope().run(() -> files.take(draft, "x", new ByteArrayInputStream(new byte[] {0}))))
                .isInstanceOf(NotHere.class);
    }

    private static byte[] withMacros(byte[] book) throws IOException, InvalidFormatException {
        try (var opened = OPCPackage.open(new ByteArrayInputStream(book))) {
            opened.getPartsByContentType(XSSFRelation.WORKBOOK.getContentType());
            opened.replaceContentType(
                    XSSFRelation.WORKBOOK.getContentType(), XSSFRelation.MACROS_WORKBOOK.getContentType());
            var out = new ByteArrayOutputStream();
            opened.save(out);
            return out.toByteArray();
        }
    }
}
