package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;

/// Workbooks on their way in: what their cells show is what is read, and the file stays as it came.
@SpringBootTest
class SheetsTests {

    private static final Object[] HEAD = {"Station", "Date", "Parameter", "Value", "Unit"};

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    private Lab lab;
    private String w;

    @BeforeEach
    void onePoint() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        w = "W" + lab.code;
        lab.point(w, "SURFACE_WATER");
    }

    private void refused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> lab.send(bytes))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key())
                                .isIn("monitoring.file." + reason, "ui.book." + reason));
    }

    private List<List<String>> lines(byte[] bytes) {
        long id = lab.send(bytes);
        return lab.run(() -> intake.sample(id));
    }

    /// One column of values below a heading, each shown by its own format.
    private List<String> shown(Object... valuesAndFormats) {
        byte[] bytes = Book.of(book -> {
            var sheet = book.createSheet();
            Book.row(sheet, 0, "Value", "Place");
            for (int i = 0; i + 1 < valuesAndFormats.length; i += 2) {
                Book.row(sheet, i / 2 + 1, valuesAndFormats[i], "p");
                Book.style(sheet.getRow(i / 2 + 1).getCell(0), valuesAndFormats[i + 1].toString());
            }
        });
        return lines(bytes).stream().map(List::getFirst).toList();
    }

    private Map<String, List<Object>> noticed(DryRun dry) {
        return dry.noticed().stream().collect(Collectors.toMap(DryRun.Notice::key, DryRun.Notice::args));
    }

    private byte[] river(String sheet, boolean from1904) {
        return Book.of(book -> {
            if (from1904) {
                book.getCTWorkbook().getWorkbookPr().setDate1904(true);
            }
            var results = book.createSheet(sheet);
            Book.row(results, 0, HEAD);
            Book.row(results, 1, w, null, "COD", 12.5, "mg/L");
            Book.row(results, 2, w, null, "Total copper", 0.1 + 0.2, "mg/L");
            Book.row(results, 3, w, null, "Total zinc", "<0.005", "mg/L");
            for (int i = 1; i <= 3; i++) {
                var cell = results.getRow(i).createCell(1);
                cell.setCellValue(LocalDateTime.of(2024, 3, i, 8, 30));
                Book.style(cell, "yyyy/m/d h:mm");
            }
        });
    }

    @Test
    void a_workbook_goes_from_upload_to_load_and_twice_changes_nothing() throws Exception {
        byte[] bytes = river("Results", false);
        long id = lab.send(bytes);
        var row = lab.run(() -> intake.require(id));
        assertThat(row.sheet()).isEqualTo("Results");
        assertThat(HexFormat.of().formatHex(row.sha256()))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(Files.readAllBytes(lab.run(() -> intake.original(id)))).isEqualTo(bytes);
        var dry = lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThat(dry.ready()).isEqualTo(3);
        assertThat(dry.questions()).isEmpty();
        var result = lab.run(() -> intake.load(id));
        assertThat(result.loaded()).isEqualTo(3);
        assertThat(lab.results("select original, censor, line, started at time zone 'Asia/Shanghai' as at"
                        + " from monitoring.result where unit_id = " + lab.unit + " order by line"))
                .extracting(r -> r.get("original") + " " + r.get("censor") + " " + r.get("line") + " " + r.get("at"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("12.5 0 2 2024-03-01 08:30"),
                        second -> assertThat(second).startsWith("0.3 0 3 2024-03-02 08:30"),
                        third -> assertThat(third).startsWith("<0.005 ").contains(" 4 2024-03-03 08:30"));
        assertThat(
                        lab.count(
                                "select count(*) from monitoring.intake where id = " + id
                                        + " and merkle_root is not null and merkle_root = monitoring.pub_root_of('monitoring.intake', id::text)"))
                .isEqualTo(1);
        long again = lab.send(bytes);
        var second = lab.tried(again, lab.run(() -> intake.proposal(again, null)));
        assertThat(second.ready()).isZero();
        assertThat(second.alreadyHere()).isEqualTo(3);
    }

    @Test
    void dates_are_read_by_the_format_of_their_cells_and_never_as_serial_numbers() {
        assertThat(shown(
                        45352,
                        "yyyy-mm-dd",
                        45352.354166666664,
                        "d/m/yy h:mm",
                        45352.354178240741,
                        "yyyy\"年\"m\"月\"d\"日\" h:mm:ss",
                        0.354166666666667,
                        "h:mm AM/PM",
                        45352.75,
                        "[$-804]yyyy/m/d",
                        45352,
                        "General"))
                .containsExactly(
                        "2024-03-01", "2024-03-01 08:30", "2024-03-01 08:30:01", "08:30:00", "2024-03-01", "45352");
    }

    @Test
    void a_workbook_that_counts_its_days_from_1904_gives_the_same_days() {
        assertThat(lines(river("Old", true)).getFirst()).contains("2024-03-01 08:30");
        assertThat(noticed(lab.tried(river("Old", true)))).containsKey("sheet.from1904");
    }

    @Test
    void numbers_keep_the_decimals_shown_and_lose_none_that_are_stored() {
        assertThat(shown(
                        0.5,
                        "0.000",
                        0.1 + 0.2,
                        "General",
                        0.0037,
                        "0.00",
                        1234.5,
                        "#,##0.00",
                        100,
                        "0",
                        -0.25,
                        "0.00_);(0.00)",
                        0,
                        "0.00",
                        0.0000123,
                        "0.00E+00",
                        0.455,
                        "0.0%"))
                .containsExactly("0.500", "0.3", "0.0037", "1234.50", "100", "-0.25", "0.00", "0.0000123", "45.5%");
    }

    @Test
    void a_non_detect_that_only_the_format_shows_is_one() {
        assertThat(shown(0.005, "\"<\"0.000", 0.002, "[<0.005]\"<0.005\";0.000", 0.0071, "[<0.005]\"<0.005\";0.000"))
                .containsExactly("<0.005", "<0.005", "0.0071");
    }

    @Test
    void numbers_typed_as_text_with_a_decimal_comma_are_not_a_thousand_times_too_large() {
        byte[] bytes = Book.of(book -> {
            var sheet = book.createSheet();
            Book.row(sheet, 0, HEAD);
            Book.row(sheet, 1, w, "2024-03-01", "COD", 12.5, "mg/L");
            Book.row(sheet, 2, w, "2024-03-02", "COD", "0,005", "mg/L");
            Book.row(sheet, 3, w, "2024-03-03", "COD", "<0,125", "mg/L");
            Book.row(sheet, 4, w, "2024-03-04", "COD", "1,234", "mg/L");
        });
        assertThat(lines(bytes)).extracting(l -> l.get(3)).containsExactly("12.5", "0.005", "<0.125", "1,234");
        assertThat(noticed(lab.tried(bytes))).containsEntry("sheet.comma", List.of(2, "D3"));
    }

    @Test
    void formulas_count_by_their_stored_result_and_errors_as_empty_with_a_word() {
        byte[] bytes = Book.of(book -> {
            var sheet = book.createSheet();
            Book.row(sheet, 0, HEAD);
            for (int i = 1; i <= 4; i++) {
                Book.row(sheet, i, w, "2024-03-0" + i, "COD", null, "mg/L");
            }
            sheet.getRow(1).createCell(3).setCellFormula("6*2");
            sheet.getRow(2).createCell(3).setCellFormula("NA()");
            sheet.getRow(4).createCell(3).setCellValue(7);
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            sheet.getRow(3).createCell(3).setCellFormula("1+1");
        });
        var dry = lab.tried(bytes);
        assertThat(dry.ready()).isEqualTo(2);
        assertThat(noticed(dry)).containsEntry("sheet.errors", List.of(1, "D3 #N/A"));
        assertThat(lines(bytes)).extracting(l -> l.get(3)).startsWith("12", "").endsWith("7");
    }

    @Test
    void inline_texts_line_breaks_and_truths_are_read_and_a_row_without_address_is_the_next() {
        var read = lines(Book.raw(Book.sheet("<row><c t=\"inlineStr\"><is><r><t>Sta</t></r><r><t>tion</t></r></is></c>"
                + "<c t=\"inlineStr\"><is><t>Sampled&#10;on</t><rPh sb=\"0\" eb=\"1\"><t>kana</t></rPh></is></c></row>"
                + "<row><c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>a \"b\", c</v></c></row>"
                + "<row hidden=\"1\"><c><v>1E-2</v></c><c t=\"d\"><v>2024-03-01T00:00:00</v></c></row>")));
        assertThat(read).containsExactly(List.of("TRUE", "a \"b\", c"), List.of("0.01", "2024-03-01"));
    }

    @Test
    void a_title_above_empty_rows_and_columns_and_remarks_beside_the_table_do_not_disturb() {
        byte[] bytes = Book.of(book -> {
            var sheet = book.createSheet();
            Book.row(sheet, 1, null, "Results of March");
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 1, 5));
            Book.row(sheet, 4, null, null, "Station", "Date", "Parameter", "Value", "Unit");
            Book.row(sheet, 6, null, null, w, "2024-03-01", "COD", 12, "mg/L", null, "checked");
            Book.row(sheet, 7, null, null, w, "2024-03-02", "Nonsense", "abc", "mg/L");
            Book.row(sheet, 9, null, null, w, "2024-03-03", "COD", 13, "mg/L");
            sheet.getRow(9).setZeroHeight(true);
        });
        var dry = lab.tried(bytes);
        assertThat(dry.lines()).isEqualTo(3);
        assertThat(dry.ready()).isEqualTo(2);
        assertThat(dry.rejects().getFirst().first().getFirst().line())
                .as("a line's number is the row's")
                .isEqualTo(8);
        assertThat(noticed(dry))
                .containsEntry("sheet.above", List.of(1, "2"))
                .containsEntry("sheet.outside", List.of(1, "I7"))
                .containsEntry("sheet.hiddenRows", List.of(1, "10"))
                .doesNotContainKey("sheet.merged");
    }

    @Test
    void merged_headings_are_told() {
        byte[] bytes = Book.of(book -> {
            var sheet = book.createSheet();
            Book.row(sheet, 0, "Station", "Date", "Parameter", "Value", null, "Unit");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 3, 4));
            Book.row(sheet, 1, w, "2024-03-01", "COD", 12, null, "mg/L");
        });
        assertThat(noticed(lab.tried(bytes))).containsEntry("sheet.mergedHead", List.of(1, "D1:E1"));
    }

    @Test
    void of_several_sheets_the_longest_is_proposed_and_another_can_be_chosen() {
        byte[] bytes = Book.of(book -> {
            Book.row(book.createSheet("Cover"), 0, "Laboratory", "River laboratory");
            var results = book.createSheet("Results");
            Book.row(results, 0, HEAD);
            Book.row(results, 1, w, "2024-03-01", "COD", 12, "mg/L");
            Book.row(results, 2, w, "2024-03-02", "COD", 13, "mg/L");
            var field = book.createSheet("Field");
            Book.row(field, 0, "Station", "Date", "Parameter", "Result", "Unit");
            Book.row(field, 1, w, "2024-03-01", "pH", 7.2, "");
            var list = book.createSheet("Lists");
            for (int i = 0; i < 9; i++) {
                Book.row(list, i, "a", "b");
            }
            book.setSheetHidden(3, true);
        });
        long id = lab.send(bytes);
        var row = lab.run(() -> intake.require(id));
        assertThat(row.sheet()).isEqualTo("Results");
        assertThat(row.sheets())
                .extracting(s -> s.name() + " " + s.rows() + " " + s.hidden())
                .containsExactly("Cover 1 false", "Results 3 false", "Field 2 false", "Lists 9 true");
        assertThat(lab.tried(id, lab.run(() -> intake.proposal(id, null))).ready())
                .isEqualTo(2);
        lab.run(() -> {
            intake.chooseSheet(id, "Field");
            return "";
        });
        var other = lab.run(() -> intake.require(id));
        assertThat(other.state()).isEqualTo(IntakeState.UPLOADED);
        assertThat(other.header()).contains("Result");
        assertThat(lab.run(() -> intake.lastDryRun(id))).isEmpty();
        var dry = lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThat(dry.lines()).isEqualTo(1);
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(1);
        assertThatThrownBy(() -> lab.run(() -> {
                    intake.chooseSheet(id, "Results");
                    return "";
                }))
                .isInstanceOf(org.verdite.shared.Refused.class);
        assertThatThrownBy(() -> lab.run(() ->
                        intake.register(new ByteArrayInputStream(bytes), "a.xlsx", new UnitId(lab.unit), "Nowhere")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_sheet_whose_text_is_lost_is_read_from_the_workbook_again() throws Exception {
        long id = lab.send(river("Results", false));
        var original = lab.run(() -> intake.original(id));
        Files.delete(original.resolveSibling(original.getFileName() + ".0.csv"));
        assertThat(lab.run(() -> intake.sample(id))).hasSize(3);
    }

    @Test
    void what_is_no_workbook_that_can_be_read_is_refused_by_name() throws Exception {
        try (var old = new HSSFWorkbook()) {
            Book.row(old.createSheet(), 0, HEAD);
            refused(Book.bytes(old), "xls");
        }
        refused(Book.zip(Map.of("readme.txt", new byte[] {65, 66})), "zip");
        refused(Book.zip(Map.of("word/document.xml", new byte[] {65, 66})), "zip");
        byte[] bytes = river("Results", false);
        refused(java.util.Arrays.copyOf(bytes, bytes.length / 2), "zip");
        refused(Book.raw("<worksheet><sheetData><row>".getBytes(StandardCharsets.UTF_8)), "workbook");
        refused(Book.raw(Book.sheet("")), "noTable");
        refused(Book.raw(Book.sheet("<row><c><v>1</v></c></row>")), "noTable");
        refused(Book.raw(Book.sheet("<row r=\"1048577\"><c><v>1</v></c><c><v>1</v></c></row>")), "workbook");
        refused(Book.of(book -> Book.row(book.createSheet(), 0, HEAD)), "headerOnly");
    }

    @Test
    void a_workbook_with_a_password_is_refused() throws Exception {
        try (var files = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var in = encryptor.getDataStream(files)) {
                in.write(river("Results", false));
            }
            files.writeFilesystem(out);
            refused(out.toByteArray(), "encrypted");
        }
    }

    @Test
    void what_unpacks_to_far_more_than_a_table_is_refused() {
        byte[] blanks = new byte[40 << 20];
        java.util.Arrays.fill(blanks, (byte) ' ');
        refused(Book.raw(blanks), "bomb");
    }

    @Test
    void a_cell_of_more_than_a_megabyte_is_refused_with_its_address() {
        var text = new StringBuilder();
        var random = new java.util.Random(1);
        while (text.length() <= 1 << 20) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        refused(
                Book.raw(Book.sheet("<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>" + text + "</v></c></row>")),
                "bigCell");
    }

    @Test
    void macros_are_not_looked_at() throws Exception {
        byte[] bytes;
        try (var book = new XSSFWorkbook()) {
            Book.row(book.createSheet("Results"), 0, HEAD);
            Book.row(book.getSheetAt(0), 1, w, "2024-03-01", "COD", 12, "mg/L");
            book.setVBAProject(new ByteArrayInputStream(new byte[] {1, 2, 3}));
            bytes = Book.bytes(book);
        }
        assertThat(lab.tried(bytes).ready()).isEqualTo(1);
    }

    @Test
    void two_hundred_thousand_rows_are_read_as_a_stream() throws Exception {
        byte[] bytes;
        try (var book = new SXSSFWorkbook(100)) {
            book.setCompressTempFiles(true);
            var sheet = book.createSheet("Hours");
            Book.row(sheet, 0, HEAD);
            var day = LocalDate.of(2000, 1, 1).atStartOfDay();
            for (int i = 1; i <= 200_000; i++) {
                Book.row(sheet, i, w, day.plusHours(i).toString(), "COD", (i * 7919 % 10_007 + 1) / 100.0, "mg/L");
            }
            bytes = Book.bytes(book);
        }
        long id = lab.send(bytes);
        var row = lab.run(() -> intake.require(id));
        assertThat(row.sheets().getFirst().rows()).isEqualTo(200_001);
        assertThat(lab.tried(id, lab.run(() -> intake.proposal(id, null))).ready())
                .isEqualTo(200_000);
    }
}
