package org.verdite.monitoring.web.imports;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.verdite.monitoring.register.RegisterSheet;
import org.verdite.monitoring.register.RegisterSheet.Column;
import org.verdite.ui.Texts;

/// An empty workbook of registers in the reader's language: a sheet for each register, and one that explains the
/// columns and lists what may stand in them.
final class RegisterTemplate {

    private static final int CHARACTER = 256;
    private static final int ROWS = 2_000;

    private final Texts t;
    private final XSSFWorkbook book = new XSSFWorkbook();
    private final CellStyle bold;
    private final CellStyle dates;
    private final CellStyle texts;

    private RegisterTemplate(Texts t) {
        this.t = t;
        var font = book.createFont();
        font.setBold(true);
        this.bold = book.createCellStyle();
        bold.setFont(font);
        this.dates = book.createCellStyle();
        dates.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
        // codes such as 007 and bounds such as 0.50 keep what was typed
        this.texts = book.createCellStyle();
        texts.setDataFormat(book.createDataFormat().getFormat("@"));
    }

    static void write(Texts t, OutputStream out) throws IOException {
        var template = new RegisterTemplate(t);
        try (var book = template.book) {
            for (RegisterSheet sheet : RegisterSheet.values()) {
                template.table(sheet);
            }
            template.lists();
            book.write(out);
        }
    }

    private void table(RegisterSheet register) {
        var sheet = book.createSheet(t.of("monitoring.register.sheet." + register));
        var head = sheet.createRow(0);
        for (int i = 0; i < register.columns().size(); i++) {
            var column = register.columns().get(i);
            String name = t.of("monitoring.register.col." + column.key()) + (column.needed() ? " *" : "");
            var cell = head.createCell(i);
            cell.setCellValue(name);
            cell.setCellStyle(bold);
            sheet.setColumnWidth(i, Math.clamp(name.length() * 2L + 4, 14, 40) * CHARACTER);
            sheet.setDefaultColumnStyle(i, column.kind() == Column.Kind.DATE ? dates : texts);
            if (!column.choices().isEmpty()) {
                choices(sheet, i, column);
            }
        }
        sheet.createFreezePane(0, 1);
    }

    private void choices(Sheet sheet, int column, Column of) {
        var words = of.choices().stream().map(c -> t.of(of.words() + c)).toArray(String[]::new);
        // a list in the cell itself may hold 255 characters; longer ones stand on the sheet of explanations
        if (String.join(",", words).length() > 250 || String.join("", words).contains(",")) {
            return;
        }
        var helper = sheet.getDataValidationHelper();
        var rule = helper.createValidation(
                helper.createExplicitListConstraint(words), new CellRangeAddressList(1, ROWS, column, column));
        rule.setSuppressDropDownArrow(true);
        rule.setShowErrorBox(false);
        sheet.addValidationData(rule);
    }

    private void lists() {
        var sheet = book.createSheet(t.of("monitoring.register.lists"));
        int at = 0;
        at = line(sheet, at, true, t.of("monitoring.register.lists.how"));
        at++;
        for (RegisterSheet register : RegisterSheet.values()) {
            at = line(sheet, at, true, t.of("monitoring.register.sheet." + register));
            for (Column column : register.columns()) {
                String name = t.of("monitoring.register.col." + column.key()) + (column.needed() ? " *" : "");
                at = line(sheet, at, false, name, t.of("monitoring.register.about." + column.key()));
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
