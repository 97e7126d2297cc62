package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.CsvLine;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.shared.LocalText;

/// A file is never the whole of it in memory. Reading happens in a program of its own with little of it, as no other
/// test may disturb; what a dry run keeps beside it, some 55 bytes a result, is `KeySet`'s matter.
class ManyLinesTests {

    private static final int LINES = 5_000_000;

    @Test
    void five_million_lines_are_read_and_understood_in_64_megabytes(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = directory.resolve("many.csv");
        write(file);
        assertThat(Files.size(file)).as("more than twice the memory").isGreaterThan(128L << 20);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyLinesTests.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(said.strip()).endsWith(LINES - LINES / 100 + " " + LINES / 100);
    }

    /// One line in a hundred is none.
    private static void write(Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write("Station,Date,Parameter,Value,Unit\n");
            for (int i = 0; i < LINES; i++) {
                String value = i % 100 == 0 ? "broken" : i % 20 == 0 ? "<0.005" : Double.toString(i % 997 / 10.0);
                out.write("W" + i % 40 + "," + LocalDate.EPOCH.plusDays(i % 20_000) + ",COD," + value + ",mg/L\n");
            }
        }
    }

    public static void main(String[] arguments) {
        var file = CsvFile.open(Path.of(arguments[0]), true);
        var spec = new MappingSpec(
                null,
                Map.of("point", "Station", "date", "Date", "parameter", "Parameter", "value", "Value", "unit", "Unit"),
                List.of(),
                null,
                Map.of(),
                Map.of(),
                DateStyle.ISO,
                NumberStyle.POINT,
                List.of(),
                null,
                null,
                "VALUE",
                "LABORATORY",
                null,
                false);
        var layout = new Layout(file.shape().header(), spec);
        var survey = Survey.of(file, layout);
        var plan = new Plan(layout, spec, null, DateStyle.ISO, NumberStyle.POINT);
        var known =
                new ParameterRef.Known("COD", LocalText.of("en", "COD"), "WATER", "mg/L", "", "", false, false, false);
        var parameter = new ParameterRef(0, "COD", known, new ParameterRef.Said("", "", false, false), "mg/L", null);
        plan.parameters.put("COD", parameter);
        for (String name : survey.points()) {
            var point = new PointRef(name, 1, 1, ZoneOffset.UTC, name, false);
            point.series = new SeriesRef[] {new SeriesRef(point, parameter, 1, "mg/L", false)};
            plan.points.put(name, point);
        }
        long[] counts = new long[2];
        var reader = new LineReader(plan, new Counting(counts));
        file.lines(layout.columns(), reader::read);
        System.out.println(counts[0] + " " + counts[1]);
    }

    private record Counting(long[] counts) implements LineSink {
        @Override
        public void row(Row row, SeriesRef series) {
            counts[0]++;
        }

        @Override
        public void zero(Row row, SeriesRef series, CsvLine line) {
            counts[0]++;
        }

        @Override
        public void scale(Row row, SeriesRef series, CsvLine line) {
            counts[0]++;
        }

        @Override
        public void open(String kind, CsvLine line) {
            counts[1]++;
        }

        @Override
        public void reject(CsvLine line, String column, String found, String code, List<Object> args) {
            counts[1]++;
        }

        @Override
        public void missing(CsvLine line, String column, String found) {
            counts[1]++;
        }
    }
}
