package org.verdite.demonstration;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// How the two laboratories of the group write their results down.
enum LaboratoryFile {
    /// Chinese headings, `0.02L` for what was not detected, dates with slashes.
    CLEARWATER(
            "clearwater",
            List.of("采样点", "样品编号", "采样日期", "检测项目", "检测结果", "单位"),
            DateTimeFormatter.ofPattern("yyyy/MM/dd")),
    /// English headings, `<0.02` for what was not detected, ISO dates.
    MERIDIAN(
            "meridian",
            List.of("Sampling point", "Sample ID", "Date sampled", "Parameter", "Result", "Unit"),
            DateTimeFormatter.ISO_LOCAL_DATE);

    private final String key;
    private final List<String> headings;
    private final DateTimeFormatter days;

    LaboratoryFile(String key, List<String> headings, DateTimeFormatter days) {
        this.key = key;
        this.headings = headings;
        this.days = days;
    }

    /// As `simulation.csv` names it.
    String key() {
        return key;
    }

    List<String> headings() {
        return headings;
    }

    byte[] write(List<Discharges.Result> results) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(headings);
            for (var r : results) {
                csv.writeRecord(
                        r.site() + "/" + r.point(),
                        sample(r),
                        days.format(r.day()),
                        r.writtenAs(),
                        r.value(),
                        r.unit());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sample(Discharges.Result r) {
        return r.site() + "-" + r.point() + "-" + r.day().format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
