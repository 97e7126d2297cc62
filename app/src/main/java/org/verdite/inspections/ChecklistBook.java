package org.verdite.inspections;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.book.BookRefused;
import org.verdite.ui.book.BothLanguages;
import org.verdite.ui.book.SheetNotes;
import org.verdite.ui.book.WorkbookFile;

/// A checklist as an Excel workbook: its criteria a line each, both languages in columns. Headings and choices stand in
/// the reader's language and are read in either, or by their codes.
@Component
class ChecklistBook {

    static final String SHEET = "inspections.book.criteria";

    private static final long MOST_BYTES = 64L << 20;
    private static final int CHARACTER = 256;

    /// A spreadsheet keeps 15 digits.
    private static final int DIGITS = 15;

    private final BothLanguages words;

    ChecklistBook(MessageSource messages) {
        this.words = new BothLanguages(messages);
    }

    /// @throws Invalid when it is no such workbook, or with the cell of each thing that can't be read
    BookLines read(Path path) {
        try (var book = WorkbookFile.open(path, MOST_BYTES)) {
            if (book.macros()) {
                throw new BookRefused("macros");
            }
            var sheets = book.sheets();
            for (int i = 0; i < sheets.size(); i++) {
                String name = sheets.get(i).name();
                if (words.called(name, "criteria", SHEET)) {
                    var lines = new BookLines(name, words);
                    book.read(i, new SheetNotes(), lines);
                    return lines;
                }
            }
            throw new Invalid("file", "inspections.book.sheet");
        }
    }

    /// What an edition asks as such a workbook; it can be read again.
    static byte[] write(List<Criterion> asked, Texts t) {
        try (var book = new XSSFWorkbook()) {
            var page = new Page(book, t);
            for (int i = 0; i < asked.size(); i++) {
                page.line(i + 1, asked.get(i).asks());
            }
            var out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sheet while it is written.
    private static final class Page {

        private final XSSFWorkbook book;
        private final Texts t;
        private final Sheet sheet;
        private final CellStyle plain;

        /// Text that a spreadsheet would take for a formula when it is edited.
        private final CellStyle quoted;

        Page(XSSFWorkbook book, Texts t) {
            this.book = book;
            this.t = t;
            this.sheet = book.createSheet(t.of(SHEET));
            this.plain = style();
            this.quoted = style();
            quoted.setQuotePrefixed(true);
            heads();
        }

        private CellStyle style() {
            var style = book.createCellStyle();
            style.setWrapText(true);
            style.setVerticalAlignment(VerticalAlignment.TOP);
            return style;
        }

        private void heads() {
            var bold = style();
            var font = book.createFont();
            font.setBold(true);
            bold.setFont(font);
            var head = sheet.createRow(0);
            for (BookColumn column : BookColumn.values()) {
                var cell = head.createCell(column.ordinal());
                cell.setCellValue(t.of(column.heading));
                cell.setCellStyle(bold);
                sheet.setColumnWidth(column.ordinal(), column.width * CHARACTER);
                if (!column.choices.isEmpty() && column != BookColumn.SITES) {
                    choices(column);
                }
            }
            sheet.createFreezePane(1, 1);
        }

        /// Offered, not enforced: what can't be taken is said when the file is read.
        private void choices(BookColumn column) {
            var said = column.choices.stream().map(c -> t.of(column.words + c)).toArray(String[]::new);
            if (Arrays.stream(said).anyMatch(word -> word.contains(","))) {
                return;
            }
            var helper = sheet.getDataValidationHelper();
            var rule = helper.createValidation(
                    helper.createExplicitListConstraint(said),
                    new CellRangeAddressList(1, Criteria.MOST, column.ordinal(), column.ordinal()));
            rule.setSuppressDropDownArrow(true);
            rule.setShowErrorBox(false);
            sheet.addValidationData(rule);
        }

        void line(int at, NewCriterion c) {
            var row = sheet.createRow(at);
            text(row, BookColumn.CODE, c.code());
            text(row, BookColumn.STANDARD, c.clause().standard());
            text(row, BookColumn.EDITION, c.clause().edition());
            text(row, BookColumn.CLAUSE, c.clause().clause());
            text(row, BookColumn.ALSO, c.also().stream().map(ClauseKey::written).collect(Collectors.joining("; ")));
            text(row, BookColumn.QUESTION_EN, c.question().texts().get("en"));
            text(row, BookColumn.QUESTION_ZH, c.question().texts().get("zh"));
            var guidance = c.guidance();
            if (guidance != null) {
                text(row, BookColumn.GUIDANCE_EN, guidance.texts().get("en"));
                text(row, BookColumn.GUIDANCE_ZH, guidance.texts().get("zh"));
            }
            number(row, BookColumn.WEIGHT, BigDecimal.valueOf(c.weight()));
            word(row, BookColumn.ANSWER, c.answer().name());
            var limit = c.limit();
            if (limit != null) {
                number(row, BookColumn.LOWER, limit.lower());
                number(row, BookColumn.UPPER, limit.upper());
                text(row, BookColumn.MEASURE, limit.measure());
            }
            word(row, BookColumn.PHOTO, c.photo() ? "yes" : "");
            word(row, BookColumn.CRITICAL, c.critical() ? "yes" : "");
            word(row, BookColumn.SEVERITY, c.severity().name());
            word(row, BookColumn.MEDIUM, c.medium());
            text(
                    row,
                    BookColumn.SITES,
                    new TreeSet<>(c.sites())
                            .stream()
                                    .map(site -> t.of("inspections.site." + site))
                                    .collect(Collectors.joining("; ")));
            text(row, BookColumn.BECAUSE, c.because());
        }

        private void word(Row row, BookColumn column, String code) {
            text(row, column, code.isEmpty() ? "" : t.of(column.words + code));
        }

        private void text(Row row, BookColumn column, @Nullable String text) {
            if (text != null && !text.isEmpty()) {
                var cell = row.createCell(column.ordinal());
                cell.setCellValue(text);
                cell.setCellStyle("=+-@".indexOf(text.charAt(0)) >= 0 ? quoted : plain);
            }
        }

        /// With as many decimals as were given, for they come back so.
        private void number(Row row, BookColumn column, @Nullable BigDecimal number) {
            if (number == null) {
                return;
            }
            if (number.precision() > DIGITS || number.scale() > DIGITS) {
                text(row, column, number.toPlainString());
                return;
            }
            var cell = row.createCell(column.ordinal());
            cell.setCellValue(number.doubleValue());
            var style = book.createCellStyle();
            style.setVerticalAlignment(VerticalAlignment.TOP);
            style.setDataFormat(
                    book.createDataFormat().getFormat(number.scale() > 0 ? "0." + "0".repeat(number.scale()) : "0"));
            cell.setCellStyle(style);
        }
    }
}
