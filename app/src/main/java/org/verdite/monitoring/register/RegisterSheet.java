package org.verdite.monitoring.register;

import java.util.List;
import org.verdite.monitoring.Points;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.Ranked;

/// The sheets of the workbook, in the order in which they are taken in: an instrument may stand at a point of the sheet
/// before, a limit may name a permit.
public enum RegisterSheet {
    POINTS(
            Column.required("site"),
            Column.required("facility"),
            Column.required("code"),
            Column.text("name.en"),
            Column.text("name.zh"),
            Column.choice("kind", "monitoring.pointKind.", Points.KINDS),
            Column.number("latitude"),
            Column.number("longitude"),
            Column.text("receivingBody"),
            Column.text("receivingClass"),
            Column.text("dataSource"),
            Column.text("dataLicence"),
            Column.date("from", false),
            Column.date("to", false)),
    INSTRUMENTS(
            Column.required("site"),
            Column.required("point"),
            Column.required("code"),
            Column.text("maker"),
            Column.text("model"),
            Column.text("serial"),
            Column.required("ranges"),
            Column.date("from", true),
            Column.date("to", false),
            Column.text("note")),
    PERMITS(
            Column.required("site"),
            Column.required("code"),
            Column.text("name.en"),
            Column.text("name.zh"),
            Column.text("authority"),
            Column.date("from", true),
            Column.date("to", false),
            Column.text("source")),
    LIMITS(
            Column.required("site"),
            Column.required("permit"),
            Column.required("parameter"),
            Column.of(
                    "fraction",
                    "monitoring.fraction.",
                    LimitRegister.FRACTIONS.stream().filter(f -> !f.isEmpty()).toList()),
            Column.choice("statistic", "obligations.statistic.", LimitRegister.STATISTICS),
            Column.choice("operator", "obligations.operator.", List.of("MAX", "MIN", "RANGE", "NOT_DETECTED")),
            Column.number("lower"),
            Column.number("upper"),
            Column.text("unit"),
            Column.number("warning"),
            Column.text("point"),
            Column.text("pointClass"),
            Column.text("clause"),
            Column.of("kind", "obligations.kind.", List.of("COMPLIANCE", "OBJECTIVE", "TRIGGER", "DESIGN")),
            Column.date("from", true),
            Column.date("to", false),
            Column.number("percentile"),
            Column.number("allowed"),
            Column.number("outOf"),
            Column.of("parts", "obligations.parts.", Ranked.PARTS),
            Column.number("minimum"));

    private final List<Column> columns;

    RegisterSheet(Column... columns) {
        this.columns = List.of(columns);
    }

    public List<Column> columns() {
        return columns;
    }

    /// @param key as the forms of the pages name the field
    /// @param words prefix of the message keys of its choices; empty for free text
    public record Column(String key, boolean needed, Kind kind, String words, List<String> choices) {

        public enum Kind {
            TEXT,
            NUMBER,
            DATE,
            CHOICE
        }

        private static Column required(String key) {
            return new Column(key, true, Kind.TEXT, "", List.of());
        }

        private static Column text(String key) {
            return new Column(key, false, Kind.TEXT, "", List.of());
        }

        private static Column number(String key) {
            return new Column(key, false, Kind.NUMBER, "", List.of());
        }

        private static Column date(String key, boolean needed) {
            return new Column(key, needed, Kind.DATE, "", List.of());
        }

        private static Column choice(String key, String words, List<String> choices) {
            return new Column(key, true, Kind.CHOICE, words, choices);
        }

        private static Column of(String key, String words, List<String> choices) {
            return new Column(key, false, Kind.CHOICE, words, choices);
        }
    }
}
