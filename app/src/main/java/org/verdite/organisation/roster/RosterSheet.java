package org.verdite.organisation.roster;

import java.util.List;
import java.util.Optional;

/// The sheets of the workbook, in the order in which they are taken in: a site stands at a unit of the sheet before, an
/// appointment names a person and a post.
public enum RosterSheet {
    UNITS(
            List.of("code"),
            Column.code("code", true),
            Column.text("name.en"),
            Column.text("name.zh"),
            Column.choice(
                    "kind",
                    true,
                    "organisation.unitKind.",
                    List.of("GROUP", "REGION", "SUBSIDIARY", "SITE", "DEPARTMENT", "SECTION", "TEAM")),
            Column.code("parent", false),
            Column.date("opened"),
            Column.date("from"),
            Column.text("reason"),
            Column.date("closed")),
    SITES(
            List.of("code"),
            Column.code("code", true),
            Column.code("unit", true),
            Column.text("name.en"),
            Column.text("name.zh"),
            Column.choice(
                    "kind",
                    true,
                    "organisation.siteKind.",
                    List.of("MINE", "SMELTER", "REFINERY", "PROCESSING", "OTHER")),
            Column.code("country", true),
            Column.text("province"),
            Column.code("timeZone", true),
            Column.number("latitude"),
            Column.number("longitude"),
            Column.code("legalEntity", false),
            Column.text("minerals"),
            Column.date("operatingSince"),
            Column.date("acquired"),
            Column.date("closed")),
    POSTS(
            List.of("code"),
            Column.code("code", true),
            Column.code("unit", true),
            Column.choice(
                    "kind",
                    true,
                    "organisation.positionKind.",
                    List.of(
                            "EXECUTIVE",
                            "MANAGER",
                            "ENVIRONMENT_FULL_TIME",
                            "ENVIRONMENT_PART_TIME",
                            "STAFF",
                            "CONTRACTOR")),
            Column.text("title.en"),
            Column.text("title.zh"),
            Column.code("superior", false)),
    PEOPLE(
            List.of("code"),
            Column.code("code", true),
            Column.code("unit", true),
            Column.text("name.en"),
            Column.text("name.zh"),
            Column.code("email", false),
            Column.code("phone", false),
            Column.choice(
                    "employment", false, "organisation.employment.", List.of("EMPLOYEE", "CONTRACTOR", "EXTERNAL")),
            Column.code("contractor", false),
            Column.date("since")),
    APPOINTMENTS(
            List.of("person", "post", "start"),
            Column.code("person", true),
            Column.code("post", true),
            Column.date("start"),
            Column.date("end"),
            Column.choice("substitute", false, "organisation.roster.substitute.", List.of("yes", "no")));

    private final List<String> key;
    private final List<Column> columns;

    RosterSheet(List<String> key, Column... columns) {
        this.key = key;
        this.columns = List.of(columns);
    }

    public List<Column> columns() {
        return columns;
    }

    /// Message key of a column's heading. The code of a person is a number to those who keep them.
    public String heading(String column) {
        return "organisation.roster.col." + (this == PEOPLE && column.equals("code") ? "number" : column);
    }

    /// The columns that say together of whom or what a line speaks.
    List<String> key() {
        return key;
    }

    Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.key().equals(name)).findFirst();
    }

    /// @param words prefix of the message keys of its choices, empty for free text
    public record Column(String key, boolean needed, Kind kind, String words, List<String> choices) {

        public enum Kind {
            /// What a machine reads: the widths in which an input method types it say nothing.
            CODE,
            TEXT,
            NUMBER,
            DATE,
            CHOICE
        }

        private static Column code(String key, boolean needed) {
            return new Column(key, needed, Kind.CODE, "", List.of());
        }

        private static Column text(String key) {
            return new Column(key, false, Kind.TEXT, "", List.of());
        }

        private static Column number(String key) {
            return new Column(key, false, Kind.NUMBER, "", List.of());
        }

        private static Column date(String key) {
            return new Column(key, false, Kind.DATE, "", List.of());
        }

        private static Column choice(String key, boolean needed, String words, List<String> choices) {
            return new Column(key, needed, Kind.CHOICE, words, choices);
        }
    }
}
