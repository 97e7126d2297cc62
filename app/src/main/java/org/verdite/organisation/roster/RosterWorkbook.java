package org.verdite.organisation.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.verdite.organisation.roster.RosterSheet.Column;
import org.verdite.ui.Texts;

/// The workbook in the reader's language: a sheet for each kind, and one that explains the columns and lists what may
/// stand in them.
final class RosterWorkbook {

    private static final int CHARACTER = 256;

    private final Texts t;
    private final SXSSFWorkbook book = new SXSSFWorkbook(200);
    private final CellStyle bold;
    private final CellStyle dates;
    private final CellStyle texts;
    private final CellStyle quoted;

    private RosterWorkbook(Texts t) {
        this.t = t;
        var font = book.createFont();
        font.setBold(true);
        this.bold = book.createCellStyle();
        bold.setFont(font);
        this.dates = book.createCellStyle();
        dates.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
        // numbers of people such as 007 keep what was typed
        this.texts = book.createCellStyle();
        texts.setDataFormat(book.createDataFormat().getFormat("@"));
        this.quoted = book.createCellStyle();
        quoted.setDataFormat(book.createDataFormat().getFormat("@"));
        quoted.setQuotePrefixed(true);
    }

    static void write(Texts t, Map<RosterSheet, List<List<@Nullable Object>>> rows, OutputStream out)
            throws IOException {
        var made = new RosterWorkbook(t);
        try (var book = made.book) {
            for (RosterSheet sheet : RosterSheet.values()) {
                made.table(sheet, rows.getOrDefault(sheet, List.of()));
            }
            made.about();
            book.write(out);
        }
    }

    private void table(RosterSheet roster, List<List<@Nullable Object>> rows) {
        var sheet = book.createSheet(t.of(RosterWords.sheetKey(roster)));
        var head = sheet.createRow(0);
        for (int i = 0; i < roster.columns().size(); i++) {
            var column = roster.columns().get(i);
            String name = heading(roster, column);
            var cell = head.createCell(i);
            cell.setCellValue(name);
            cell.setCellStyle(bold);
            sheet.setColumnWidth(i, Math.clamp(name.length() * 2L + 4, 14, 40) * CHARACTER);
            sheet.setDefaultColumnStyle(i, column.kind() == Column.Kind.DATE ? dates : texts);
            if (!column.choices().isEmpty()) {
                choices(sheet, i, column);
            }
        }
        sheet.createFreezePane(1, 1);
        for (int r = 0; r < rows.size(); r++) {
            var row = sheet.createRow(r + 1);
            for (int i = 0; i < rows.get(r).size(); i++) {
                Object value =
                        RosterBooks.word(t, roster.columns().get(i), rows.get(r).get(i));
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

    private String heading(RosterSheet sheet, Column column) {
        return t.of(RosterWords.headKey(sheet, column)) + (column.needed() ? " *" : "");
    }

    /// Offered, not enforced: what can't be taken is said when the file is read.
    private void choices(Sheet sheet, int at, Column column) {
        var words = column.choices().stream().map(c -> t.of(column.words() + c)).toArray(String[]::new);
        // a list in the cell itself may hold 255 characters; a longer one stands on the sheet that explains
        if (String.join(",", words).length() > 250 || String.join("", words).contains(",")) {
            return;
        }
        var validation = sheet.getDataValidationHelper();
        var rule = validation.createValidation(
                validation.createExplicitListConstraint(words), new CellRangeAddressList(1, RosterReader.MOST, at, at));
        rule.setSuppressDropDownArrow(true);
        rule.setShowErrorBox(false);
        sheet.addValidationData(rule);
    }

    private void about() {
        var sheet = book.createSheet(t.of("organisation.roster.about"));
        int at = line(sheet, 0, true, t.of("organisation.roster.about.how")) + 1;
        for (RosterSheet roster : RosterSheet.values()) {
            at = line(sheet, at, true, t.of(RosterWords.sheetKey(roster)));
            for (Column column : roster.columns()) {
                at = line(sheet, at, false, heading(roster, column), t.of("organisation.roster.say." + column.key()));
                for (String code : column.choices()) {
                    at = line(sheet, at, false, "", t.of(column.words() + code), code);
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
