package org.verdite.obligations;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.Sha256;

/// The files of standards that come with Verdite: `standards/*.csv`, each one table of one edition, with its source and
/// whether somebody compared it with the official text. Columns that few need may be left out: `basis`, `averaging`,
/// `anchor`, `covariates`, `formula`, `note_zh`, and `percentile`, `allowed`, `out_of`, `parts` for one of many values
/// ({@link Ranked}).
final class StandardsLibrary {

    /// @param replaces `code/edition/table` of the set it takes the place of, empty for none
    /// @param rows one a limit
    record Standard(String file, String hash, Map<String, String> head, List<Row> rows) {

        String head(String name) {
            return head.getOrDefault(name, "");
        }

        NewLimitSet set(@Nullable Long replaces) {
            return new NewLimitSet(
                    null,
                    head("code"),
                    head("edition"),
                    head("table"),
                    LocalText.of(head("name.en"), head("name.zh"), "en"),
                    head("authority"),
                    null,
                    null,
                    LocalDate.parse(head("valid_from")),
                    date(head("valid_to")),
                    replaces,
                    head("source"),
                    head("licence"),
                    head("verified").equals("no") ? "" : head("verified"),
                    note());
        }

        LocalText note() {
            return head("note.en").isEmpty()
                    ? LocalText.of("en", "")
                    : LocalText.of(head("note.en"), head("note.zh"), "en");
        }
    }

    private static final Pattern COVARIATE = Pattern.compile("(\\w+)=([\\w.-]+)\\[([^\\]]*)\\]");

    /// A limit of a file, not yet in a set.
    record Row(NamedCsvRecord cells) {

        NewLimit limit(long set, Standard of) {
            var start = date(text("valid_from"));
            return new NewLimit(
                    set,
                    LimitKind.valueOf(text("kind")),
                    text("parameter"),
                    LocalText.of(text("name_en"), text("name_zh"), "en"),
                    text("fraction"),
                    optional("basis"),
                    text("statistic"),
                    Operator.valueOf(text("operator")),
                    number("lower"),
                    number("upper"),
                    text("unit"),
                    null,
                    RoundingBasis.NONE,
                    NonDetectRule.LEVEL_DECIDES,
                    Integer.parseInt(text("minimum")),
                    null,
                    text("point_class"),
                    "",
                    text("clause"),
                    start == null ? LocalDate.parse(of.head("valid_from")) : start,
                    date(text("valid_to")),
                    text("note"),
                    optional("note_zh"),
                    !of.head("verified").equals("no"),
                    new LimitWindow(
                                    optional("averaging"),
                                    optional("anchor"),
                                    covariates(optional("covariates")),
                                    optional("formula"))
                            .of(ranked()));
        }

        private @Nullable Ranked ranked() {
            return Ranked.asked(text("statistic"))
                    ? new Ranked(
                            optional("percentile").isEmpty() ? null : new BigDecimal(optional("percentile")),
                            whole(optional("allowed")),
                            whole(optional("out_of")),
                            optional("parts"))
                    : null;
        }

        private static @Nullable Integer whole(String text) {
            return text.isEmpty() ? null : Integer.valueOf(text);
        }

        /// `hardness=xw1001[mg/L] pH=w01001[]`, all of the same sample.
        private static List<LimitWindow.Covariate> covariates(String text) {
            return COVARIATE
                    .matcher(text)
                    .results()
                    .map(m -> new LimitWindow.Covariate(m.group(1), m.group(2), m.group(3), 0, "same sample"))
                    .toList();
        }

        private String optional(String column) {
            return cells.findField(column).orElse("").strip();
        }

        private String text(String column) {
            return cells.getField(column).strip();
        }

        private @Nullable BigDecimal number(String column) {
            return text(column).isEmpty() ? null : new BigDecimal(text(column));
        }
    }

    private StandardsLibrary() {}

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    static Standard read(String file, byte[] bytes) throws IOException {
        String all = new String(bytes, StandardCharsets.UTF_8);
        var head = new HashMap<String, String>();
        var body = new StringBuilder();
        all.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (line.startsWith("# ") && colon > 0) {
                head.put(line.substring(2, colon), line.substring(colon + 1).strip());
            } else if (!line.startsWith("#")) {
                body.append(line).append('\n');
            }
        });
        var rows = new ArrayList<Row>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(body.toString())) {
            csv.forEach(record -> rows.add(new Row(record)));
        }
        return new Standard(file, Sha256.hex(bytes), Map.copyOf(head), List.copyOf(rows));
    }

    /// Earlier editions first, so that a later one can name the one it replaces.
    static Comparator<Standard> order() {
        return Comparator.comparing((Standard s) -> s.head("code"))
                .thenComparing(s -> s.head("edition"))
                .thenComparing(s -> s.head("table"));
    }
}
