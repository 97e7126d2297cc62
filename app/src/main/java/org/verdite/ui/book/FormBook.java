package org.verdite.ui.book;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;

/// A workbook that people fill in and bring back, in their language: a sheet for each kind of line, with what may stand
/// in its columns offered in the cells, and one sheet that explains every column.
public final class FormBook {

    private static final int CHARACTER = 256;
    private static final int OFFERED_ROWS = 20_000;
    /// A list in the cell itself may hold 255 characters; a longer one stands on the sheet that explains.
    private static final int OFFERED_CHARACTERS = 250;

    /// @param code as a file may say it too
    public record Choice(String word, String code) {}

    /// @param name as the reader of the file knows it, marked where it has to be filled
    /// @param about what belongs there
    public record Column(String name, String about, boolean date, List<Choice> choices) {}

    /// @param rows texts, numbers, dates or null by column; none for an empty form
    public record Table(String name, List<Column> columns, List<List<@Nullable Object>> rows) {}

    private final SXSSFWorkbook book = new SXSSFWorkbook(200);
    private final CellStyle bold;
    private final CellStyle dates;
    private final CellStyle texts;
    private final CellStyle quoted;

    private FormBook() {
        var font = book.createFont();
        font.setBold(true);
        this.bold = book.createCellStyle();
        bold.setFont(font);
        this.dates = book.createCellStyle();
        dates.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
        // codes such as 007 and bounds such as 0.50 keep what was typed
        this.texts = book.createCellStyle();
        texts.setDataFormat(book.createDataFormat().getFormat("@"));
        this.quoted = book.createCellStyle();
        quoted.setDataFormat(book.createDataFormat().getFormat("@"));
        quoted.setQuotePrefixed(true);
    }

    /// @param about name of the sheet that explains the others
    /// @param how its first line
    public static void write(List<Table> tables, String about, String how, OutputStream out) throws IOException {
        var made = new FormBook();
        try (var book = made.book) {
            tables.forEach(made::table);
            made.about(about, how, tables);
            book.write(out);
        }
    }

    private void table(Table table) {
        var sheet = book.createSheet(table.name());
        var head = sheet.createRow(0);
        for (int i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            var cell = head.createCell(i);
            cell.setCellValue(column.name());
            cell.setCellStyle(bold);
            sheet.setColumnWidth(i, Math.clamp(column.name().length() * 2L + 4, 14, 40) * CHARACTER);
            sheet.setDefaultColumnStyle(i, column.date() ? dates : texts);
            offer(sheet, i, column.choices());
        }
        sheet.createFreezePane(1, 1);
        for (int r = 0; r < table.rows().size(); r++) {
            var row = sheet.createRow(r + 1);
            var cells = table.rows().get(r);
            for (int i = 0; i < cells.size(); i++) {
                Object value = cells.get(i);
                if (value != null && !value.equals("")) {
                    fill(row.createCell(i), value);
                }
            }
        }
    }

    private void fill(Cell cell, Object value) {
        switch (value) {
            case LocalDate day -> {
                cell.setCellValue(day);
                cell.setCellStyle(dates);
            }
            case BigDecimal number -> {
                cell.setCellValue(number.stripTrailingZeros().toPlainString());
                cell.setCellStyle(texts);
            }
            default -> {
                String text = value.toString();
                cell.setCellValue(text);
                cell.setCellStyle("=+-@".indexOf(text.charAt(0)) >= 0 ? quoted : texts);
            }
        }
    }

    /// Offered, not enforced: what can't be taken is said when the file is read.
    private static void offer(Sheet sheet, int at, List<Choice> choices) {
        var words = choices.stream().map(Choice::word).toArray(String[]::new);
        if (words.length == 0
                || String.join(",", words).length() > OFFERED_CHARACTERS
                || String.join("", words).contains(",")) {
            return;
        }
        var validation = sheet.getDataValidationHelper();
        var rule = validation.createValidation(
                validation.createExplicitListConstraint(words), new CellRangeAddressList(1, OFFERED_ROWS, at, at));
        rule.setSuppressDropDownArrow(true);
        rule.setShowErrorBox(false);
        sheet.addValidationData(rule);
    }

    private void about(String name, String how, List<Table> tables) {
        var sheet = book.createSheet(name);
        int at = line(sheet, 0, true, how) + 1;
        for (var table : tables) {
            at = line(sheet, at, true, table.name());
            for (var column : table.columns()) {
                at = line(sheet, at, false, column.name(), column.about());
                for (var choice : column.choices()) {
                    at = line(sheet, at, false, "", choice.word(), choice.code());
                }
            }
            at++;
        }
        sheet.setColumnWidth(0, 28 * CHARACTER);
        sheet.setColumnWidth(1, 70 * CHARACTER);
        sheet.setColumnWidth(2, 24 * CHARACTER);
    }

    private int line(Sheet sheet, int at, boolean heading, String... cells) {
        var row = sheet.createRow(at);
        for (int i = 0; i < cells.length; i++) {
            var cell = row.createCell(i);
            cell.setCellValue(cells[i]);
            if (heading) {
                cell.setCellStyle(bold);
            }
        }
        return at + 1;
    }
}
