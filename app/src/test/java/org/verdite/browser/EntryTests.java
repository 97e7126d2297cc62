package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.verdite.demonstration.DemonstrationTest;

/// A month's round goes from the sheet into the books without a hand leaving the keyboard.
@DemonstrationTest
class EntryTests {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final ZoneId MINE = ZoneId.of("Asia/Shanghai");

    @LocalServerPort
    int port;

    @Autowired
    MessageSource messages;

    private Locale language = Locale.ENGLISH;

    private String said(String key, Object... args) {
        return messages.getMessage(key, args, language);
    }

    private static void expect(Locator where, String words) {
        where.filter(new Locator.FilterOptions().setHasText(words)).first().waitFor();
    }

    @ParameterizedTest
    @CsvSource({"en-US, 1280, 40", "zh-CN, 390, 42"})
    void a_round_is_entered_by_keyboard_alone(String tongue, int width, int daysAgo) {
        language = Locale.forLanguageTag(tongue);
        String base = "http://localhost:" + port;
        LocalDate day = LocalDate.now(MINE).minusDays(daysAgo);
        try (var officer = Chromium.visitor(base, tongue, width, 844, false)) {
            officer.signIn("site-manager");
            var page = officer.page();
            String address = "/monitoring/entry?mode=LABORATORY&point=DW002&day=" + day;
            page.navigate(address);
            var fields = page.locator("input[data-series]");
            fields.first().waitFor();
            assertThat(officer.barriers()).isEmpty();
            assertThat(officer.tooWide(width)).isEmpty();
            String first = fields.first().getAttribute("data-series");
            var cell = page.locator("input[data-series='" + first + "']");
            var say = page.locator("#s-" + first);
            assertThat(page.locator("#l-" + first).innerText()).isNotBlank();

            // the first empty cell is ready to be typed into
            assertThat(focused(page)).isEqualTo(first);
            page.keyboard().type("1,5");
            page.keyboard().press("Enter");
            expect(say, said("monitoring.entry.problem.comma"));
            assertThat(focused(page)).as("down, or on to the next column").isNotEqualTo(first);
            page.keyboard().press("Shift+Enter");
            assertThat(focused(page)).isEqualTo(first);
            page.keyboard().type("7.3");
            page.keyboard().press("ArrowRight");
            expect(say, said("monitoring.verdict.1"));
            String second = focused(page);
            assertThat(second).isNotEqualTo(first);
            page.keyboard().type("0.002L");
            page.keyboard().press("Escape");
            page.keyboard().type("<1");
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("ArrowLeft");
            assertThat(focused(page)).isEqualTo(first);
            expect(page.locator(".entry-foot .entry-sum"), said("monitoring.entry.sum.good", 2));
            officer.screenshot("entry-" + tongue + "-" + width);

            // the page is closed and opened again: nothing is lost
            page.navigate("/monitoring");
            page.navigate(address);
            assertThat(cell.inputValue()).isEqualTo("7.3");

            page.locator("input[data-series='" + first + "']").focus();
            page.keyboard().press("Control+Enter");
            page.waitForURL(Pattern.compile(".*/monitoring/entry\\?.*"));
            expect(page.locator(".flash"), said("monitoring.entry.stored", 2, 0, 0, 0));
            expect(say, said("monitoring.entry.isStored"));

            // a corrected cell is a revision, and the same again changes nothing
            page.locator("input[data-series='" + first + "']").focus();
            page.keyboard().type("7.2");
            page.keyboard().press("Control+Enter");
            expect(page.locator(".flash"), said("monitoring.entry.stored", 0, 1, 0, 0));
            page.locator("input[data-series='" + first + "']").focus();
            page.keyboard().press("Control+Enter");
            expect(page.locator(".flash"), said("monitoring.entry.nothing"));
            assertThat(officer.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"en-US, 1280", "zh-CN, 390"})
    void a_workbook_of_registers_is_tried_out_and_names_the_cell_of_each_problem(String tongue, int width)
            throws IOException {
        language = Locale.forLanguageTag(tongue);
        try (var officer = Chromium.visitor("http://localhost:" + port, tongue, width, 844, width < 400)) {
            officer.signIn("site-manager");
            var page = officer.page();
            page.navigate("/monitoring/registers");
            assertThat(officer.barriers()).isEmpty();
            byte[] template = page.request()
                    .get(
                            "http://localhost:" + port + "/monitoring/registers/template",
                            RequestOptions.create().setHeader("Accept-Language", tongue))
                    .body();
            page.locator("#f-file").setInputFiles(new FilePayload("registers.xlsx", XLSX, filled(template)));
            page.locator("form[enctype] button").click();
            page.waitForURL(Pattern.compile(".*/monitoring/registers/[0-9a-f]{64}.*"));
            expect(page.locator("table .code"), "!B2");
            expect(page.locator("table .st"), said("monitoring.register.problem.facility", "NO-SUCH"));
            assertThat(officer.barriers()).isEmpty();
            assertThat(officer.tooWide(width)).isEmpty();
            officer.screenshot("registers-" + tongue + "-" + width);
            assertThat(officer.complaints()).isEmpty();
        }
    }

    /// The template in the reader's language, with a line whose facility does not exist.
    private static byte[] filled(byte[] template) throws IOException {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(template));
                var out = new ByteArrayOutputStream()) {
            String[] cells = {"EVC", "NO-SUCH", "DW099", "Outlet", "", "OUTFALL"};
            var row = book.getSheetAt(0).createRow(1);
            for (int i = 0; i < cells.length; i++) {
                row.createCell(i).setCellValue(cells[i]);
            }
            book.write(out);
            return out.toByteArray();
        }
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.dataset.series"));
    }
}
