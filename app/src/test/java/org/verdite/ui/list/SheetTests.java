package org.verdite.ui.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.verdite.shared.Invalid;

class SheetTests {

    private static Sheet sheet() {
        return new Sheet(
                "排放 2026",
                List.of("Name", "Amount", "Day"),
                Stream.of(
                        Sheet.row("=1+1", new BigDecimal("0.10"), LocalDate.of(2026, 3, 1)),
                        Sheet.row("矿山, \"A\"", -7, null)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=cmd(), '=cmd()",
                "+cmd, '+cmd",
                "-cmd, '-cmd",
                "@sum, '@sum",
                "`\tx`, `'\tx`",
                "`\rx`, `'\rx`",
                "-12.5, -12.5",
                "+3, +3",
                "a=b, a=b"
            })
    void what_a_spreadsheet_would_run_is_shown_instead(String text, String written) {
        assertThat(Sheet.neutral(text)).isEqualTo(written);
    }

    @Test
    void csv_begins_with_its_mark_and_quotes_what_needs_it() throws IOException {
        var response = new MockHttpServletResponse();
        sheet().write("csv", response);
        assertThat(response.getContentAsString())
                .isEqualTo("\ufeffName,Amount,Day\r\n'=1+1,0.10,2026-03-01\r\n\"矿山, \"\"A\"\"\",-7,\r\n");
        assertThat(response.getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''%E6%8E%92%E6%94%BE%202026.csv");
    }

    @Test
    void a_sheet_of_excel_reads_back_with_its_types() throws IOException {
        var response = new MockHttpServletResponse();
        sheet().write("xlsx", response);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(response.getContentAsByteArray()))) {
            var first = book.getSheetAt(0).getRow(1);
            assertThat(book.getSheetAt(0).getRow(0).getCell(2).getStringCellValue())
                    .isEqualTo("Day");
            assertThat(first.getCell(0).getStringCellValue()).isEqualTo("'=1+1");
            assertThat(first.getCell(1).getNumericCellValue()).isEqualTo(0.1);
            assertThat(first.getCell(2).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo("2026-03-01");
            assertThat(book.getSheetAt(0).getRow(2).getCell(2)).isNull();
        }
    }

    @Test
    void an_unknown_format_is_refused_and_nothing_is_written() {
        var response = new MockHttpServletResponse();
        assertThatThrownBy(() -> sheet().write("pdf", response)).isInstanceOf(Invalid.class);
        assertThat(response.getHeader("Content-Disposition")).isNull();
    }
}
