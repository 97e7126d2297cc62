package org.verdite.ui.list;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;

/// A table as a file, CSV or Excel. Texts that a spreadsheet would run as a formula are neutralised.
///
/// @param name file name without its ending
/// @param rows cells may be text, numbers, dates or null; read once, streamed
public record Sheet(String name, List<String> heads, Stream<List<@Nullable Object>> rows) {

    /// Excel's own bound is 1,048,576.
    private static final int MOST = 1_000_000;

    /// @param prefix of the message keys of the columns' names
    public static List<String> heads(Texts t, String prefix, String... columns) {
        return Arrays.stream(columns).map(c -> t.of(prefix + c)).toList();
    }

    /// One row; a cell may be null.
    public static List<@Nullable Object> row(@Nullable Object... cells) {
        return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(cells));
    }

    /// @param format `csv` or `xlsx`
    public void write(String format, HttpServletResponse response) throws IOException {
        switch (format) {
            case "csv" -> {
                head(response, "csv", "text/csv; charset=UTF-8");
                csv(response.getOutputStream());
            }
            case "xlsx" -> {
                try (var book = book()) {
                    head(response, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
                    book.write(response.getOutputStream());
                }
            }
            default -> throw new Invalid("format", "ui.list.format", format);
        }
    }

    private void head(HttpServletResponse response, String ending, String type) {
        String file =
                URLEncoder.encode(name + "." + ending, StandardCharsets.UTF_8).replace("+", "%20");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + file);
        response.setContentType(type);
    }

    /// With a byte-order mark, so that spreadsheets read Chinese.
    public void csv(OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\ufeff');
        try (var csv = CsvWriter.builder().build(writer);
                rows) {
            csv.writeRecord(heads);
            rows.forEach(row -> csv.writeRecord(row.stream().map(Sheet::text).toList()));
        }
    }

    /// Written to a file of its own first, so that too many rows are still answered with a sentence.
    private SXSSFWorkbook book() {
        var book = new SXSSFWorkbook(200);
        try (rows) {
            var sheet = book.createSheet("Verdite");
            var dates = book.createCellStyle();
            dates.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
            int[] at = {0};
            var head = sheet.createRow(at[0]++);
            for (int i = 0; i < heads.size(); i++) {
                head.createCell(i).setCellValue(heads.get(i));
            }
            rows.forEach(row -> {
                if (at[0] > MOST) {
                    throw new Invalid("format", "ui.list.tooLong", MOST);
                }
                var line = sheet.createRow(at[0]++);
                for (int i = 0; i < row.size(); i++) {
                    Object value = row.get(i);
                    switch (value) {
                        case null -> {}
                        case Number number -> line.createCell(i).setCellValue(number.doubleValue());
                        case LocalDate date -> {
                            var cell = line.createCell(i);
                            cell.setCellValue(date);
                            cell.setCellStyle(dates);
                        }
                        default -> line.createCell(i).setCellValue(text(value));
                    }
                }
            });
            return book;
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> neutral(value.toString());
        };
    }

    /// `=cmd()` becomes `'=cmd()`: shown, never run.
    static String neutral(String text) {
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("[+-]?\\d[\\d.,]*")) {
            return "'" + text;
        }
        return text;
    }
}
