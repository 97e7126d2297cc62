package org.verdite.inspections;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.verdite.rectification.Severity;

/// A column of a checklist's workbook.
enum BookColumn {
    CODE("code", "inspections.col.code", 12),
    STANDARD("standard", "inspections.col.standard", 18),
    EDITION("edition", "inspections.col.edition", 12),
    CLAUSE("clause", "inspections.col.clause", 10),
    ALSO("also", "inspections.also", 30),
    QUESTION_EN("question.en", "inspections.questionEn", 60),
    QUESTION_ZH("question.zh", "inspections.questionZh", 50),
    GUIDANCE_EN("guidance.en", "inspections.guidanceEn", 50),
    GUIDANCE_ZH("guidance.zh", "inspections.guidanceZh", 40),
    WEIGHT("weight", "inspections.weightField", 9),
    ANSWER(
            "answer",
            "inspections.answer",
            28,
            "inspections.answer.",
            Arrays.stream(Answer.values()).map(Enum::name).toList()),
    LOWER("lower", "inspections.lower", 10),
    UPPER("upper", "inspections.upper", 10),
    MEASURE("measure", "inspections.measure", 12),
    PHOTO("photo", "inspections.col.photo", 9, "inspections.book.", List.of("yes", "no")),
    CRITICAL("critical", "inspections.col.critical", 9, "inspections.book.", List.of("yes", "no")),
    SEVERITY(
            "severity",
            "inspections.col.severity",
            12,
            "inspections.severity.",
            Arrays.stream(Severity.values()).map(Enum::name).toList()),
    MEDIUM("medium", "inspections.col.medium", 16, "inspections.medium.", Criteria.MEDIA),
    SITES(
            "sites",
            "inspections.col.sites",
            20,
            "inspections.site.",
            Criteria.SITES.stream().sorted().toList()),
    BECAUSE("because", "inspections.col.because", 40);

    /// As the file's fields are named.
    final String key;

    /// Message key of its heading.
    final String heading;

    /// In characters.
    final int width;

    /// Prefix of the message keys of its choices.
    final String words;

    final List<String> choices;

    BookColumn(String key, String heading, int width) {
        this(key, heading, width, "", List.of());
    }

    BookColumn(String key, String heading, int width, String words, List<String> choices) {
        this.key = key;
        this.heading = heading;
        this.width = width;
        this.words = words;
        this.choices = choices;
    }

    /// The column that holds what a file calls a field: `number` is at the lower bound.
    static Optional<BookColumn> of(String field) {
        String key = switch (field) {
            case "number", "limit" -> LOWER.key;
            case "question", "guidance" -> field + ".en";
            default -> field;
        };
        return Arrays.stream(values()).filter(c -> c.key.equals(key)).findFirst();
    }
}
