package org.verdite.monitoring.intake.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.book.SheetNote;

/// Puts the tables of a delivery together: a line for each line of results, on the very line where it stood, so that a
/// message about a line names the laboratory's own. Results are read as a stream; samples are kept.
final class LabJoin {

    private static final int MOST_SAMPLES = 1_000_000;
    private static final String[] TEST_KEY = {
        "sys_sample_code", "lab_anl_method_name", "analysis_date", "analysis_time", "test_type"
    };

    private record Sample(long line, String[] cells) {}

    private final LabForm form;
    private final List<String> others;
    private final LabColumns columns;
    private final Map<String, Sample> samples = new LinkedHashMap<>();
    /// Samples that stand twice with different contents, with the second line.
    private final Map<String, Long> twice = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, LabColumns.Test> tests = new HashMap<>();
    private final Map<String, String> batches = new HashMap<>();
    private final List<SheetNote> notes = new ArrayList<>();
    private final int resultKey;
    private final int @Nullable [] testKey;
    private final int @Nullable [] batchKey;
    private long repeated;
    private long characters;
    private long line;

    /// @param others what came along and holds no table
    LabJoin(LabForm form, List<String> others) {
        this.form = form;
        this.others = others;
        this.columns = new LabColumns(form);
        this.resultKey = form.resultKey();
        this.testKey = form.tests() == null ? null : key(form.tests(), form.results(), form.results());
        this.batchKey = form.batches() == null ? null : key(form.batches(), form.results(), form.results());
    }

    /// The parts of an analysis' key that both tables have, as places in one of them.
    private static int[] key(LabPart one, LabPart other, LabPart in) {
        return Arrays.stream(TEST_KEY)
                .filter(name -> one.has(name) && other.has(name))
                .mapToInt(in::column)
                .toArray();
    }

    /// @param most characters at most
    SheetText write(Path to, long most) throws IOException {
        readSamples();
        readTests();
        readBatches();
        try (BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
            put(out, 1, columns.header(), most);
            each(form.results(), csv -> put(out, csv.number(), joined(csv), most));
        }
        note();
        return new SheetText(CsvFile.plain(to).shape(), List.copyOf(notes), 0);
    }

    private static void each(LabPart part, java.util.function.Consumer<CsvLine> sink) {
        part.file().lines(IntStream.range(0, part.header().size()).toArray(), sink);
    }

    private void readSamples() {
        int key = form.sampleKey();
        each(form.samples(), csv -> {
            String code = csv.wanted()[key].strip();
            if (samples.size() >= MOST_SAMPLES) {
                throw new FileRefused("names.samples", MOST_SAMPLES);
            }
            var before = samples.putIfAbsent(code, new Sample(csv.number(), csv.wanted()));
            if (before == null) {
                return;
            }
            if (Arrays.equals(before.cells(), csv.wanted())) {
                repeated++;
            } else {
                twice.putIfAbsent(code, csv.number());
            }
        });
    }

    private void readTests() {
        var part = form.tests();
        if (part == null) {
            return;
        }
        int[] key = key(part, form.results(), part);
        int fraction = part.column("fraction", "total_or_dissolved");
        int laboratory = part.column("lab_name_code");
        each(
                part,
                csv -> tests.putIfAbsent(
                        text(csv, key), new LabColumns.Test(cell(csv, fraction), cell(csv, laboratory))));
    }

    private static String cell(CsvLine csv, int column) {
        return column < 0 ? "" : csv.wanted()[column].strip();
    }

    /// An analysis may be in a batch of preparation and in one of measuring; the latter counts.
    private void readBatches() {
        var part = form.batches();
        if (part == null) {
            return;
        }
        int[] key = key(part, form.results(), part);
        int type = part.column("test_batch_type");
        int id = part.column("test_batch_id");
        each(part, csv -> {
            if (cell(csv, type).toLowerCase(Locale.ROOT).startsWith("anal")) {
                batches.put(text(csv, key), cell(csv, id));
            } else {
                batches.putIfAbsent(text(csv, key), cell(csv, id));
            }
        });
    }

    private static String text(CsvLine csv, int[] key) {
        var text = new StringBuilder();
        for (int column : key) {
            text.append(csv.wanted()[column].strip()).append('\u001f');
        }
        return text.toString();
    }

    private List<String> joined(CsvLine csv) {
        int width = form.results().header().size();
        if (csv.cells() != width) {
            return columns.line(LabColumns.problem("cells", width));
        }
        String code = csv.wanted()[resultKey].strip();
        var sample = samples.get(code);
        if (sample == null) {
            return columns.line(LabColumns.problem("noSample", code));
        }
        used.add(code);
        var second = twice.get(code);
        if (second != null) {
            return columns.line(LabColumns.problem("sampleTwice", code, sample.line(), second));
        }
        var test = testKey == null ? LabColumns.Test.NONE : tests.get(text(csv, testKey));
        if (test == null) {
            return columns.line(LabColumns.problem("noTest", code));
        }
        String batch = batchKey == null ? "" : batches.getOrDefault(text(csv, batchKey), "");
        return columns.line(sample.cells(), csv.wanted(), test, batch);
    }

    private void put(BufferedWriter out, long number, List<String> cells, long most) {
        try {
            for (; line < number - 1; line++) {
                out.write('\n');
            }
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i).replace('\n', ' ').replace('\r', ' ');
                out.write(i == 0 ? "\"" : ",\"");
                out.write(cell.replace("\"", "\"\""));
                out.write('"');
                characters += cell.length() + 3;
            }
            out.write('\n');
            line++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (characters > most) {
            throw new FileRefused("tooLarge", most >> 20);
        }
    }

    private void note() {
        notes.add(new SheetNote(
                "form." + form.kind(),
                List.of(samples.size(), form.samples().name(), form.results().name())));
        var unused = samples.entrySet().stream()
                .filter(e -> !used.contains(e.getKey()))
                .toList();
        if (!unused.isEmpty()) {
            var first = unused.getFirst();
            notes.add(new SheetNote(
                    "form.unused",
                    List.of(
                            unused.size(),
                            first.getKey(),
                            form.samples().name(),
                            first.getValue().line())));
        }
        if (repeated > 0) {
            notes.add(new SheetNote(
                    "form.repeated", List.of(repeated, form.samples().name())));
        }
        var head = form.head();
        if (head != null) {
            notes.add(new SheetNote("form.head", List.of(head.name(), head.laboratory(), head.report())));
        }
        var passed = new ArrayList<>(form.others().stream().map(LabPart::name).toList());
        passed.addAll(others);
        if (!passed.isEmpty()) {
            notes.add(new SheetNote("form.others", List.of(String.join(", ", passed))));
        }
    }
}
