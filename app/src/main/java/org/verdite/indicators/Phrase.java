package org.verdite.indicators;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.verdite.shared.LocalText;
import org.verdite.ui.Texts;

/// A sentence that is said later, in the reader's language: a figure and its published snapshot hold phrases, not
/// texts.
///
/// @param key message key
/// @param args texts, numbers, and days and months as ISO text
public record Phrase(String key, List<Object> args) {

    public static final Phrase NONE = new Phrase("", List.of());

    public Phrase {
        args = List.copyOf(args);
    }

    public static Phrase of(String key, Object... args) {
        return new Phrase(key, List.of(args).stream().map(Phrase::plain).toList());
    }

    private static Object plain(Object arg) {
        return switch (arg) {
            case LocalDate date -> date.toString();
            case YearMonth month -> month.toString();
            case LocalText text -> text.json();
            case Enum<?> constant -> constant.name();
            case Number number -> number;
            default -> arg.toString();
        };
    }

    public boolean none() {
        return key.isEmpty();
    }

    public String in(Texts t) {
        return key.isEmpty()
                ? ""
                : t.of(key, args.stream().map(arg -> spoken(arg, t)).toArray());
    }

    private static Object spoken(Object arg, Texts t) {
        return switch (arg) {
            case Integer number -> number;
            case Long number -> number;
            case BigDecimal number -> t.number(number);
            case Number number -> t.number(new BigDecimal(number.toString()));
            case String text when text.matches("\\d{4}-\\d{2}-\\d{2}") -> t.date(LocalDate.parse(text));
            case String text when text.matches("\\d{4}-(0[1-9]|1[0-2])") -> t.month(YearMonth.parse(text));
            case String text when text.startsWith("{\"_\":") -> t.of(org.verdite.ui.Json.text(text));
            default -> arg;
        };
    }
}
