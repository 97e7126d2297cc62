package org.verdite.monitoring.intake.written;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a column of its own says about a value: a qualifier (`U`, `J`, `R`, `<`) or a detection condition in words.
public enum Qualifier {
    NONE,
    /// Not detected: the number, where there is one, is the level.
    UNDETECTED,
    ABOVE,
    ESTIMATED,
    /// Rejected by the laboratory or at validation: kept, never judged.
    REJECTED;

    private static final Pattern SPLIT = Pattern.compile("[;,\\s]+");
    private static final Pattern IN_WORDS = Pattern.compile(
            "NOT DETECTED.*|.*BELOW .*(LIMIT|RANGE).*|.*NON-?DETECT.*|DETECTED NOT QUANTIFIED|未检出|低于检出限|BRL|BDL|BQL");

    public static Qualifier of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (IN_WORDS.matcher(upper).matches()) {
            return UNDETECTED;
        }
        if (upper.contains("ABOVE") && (upper.contains("LIMIT") || upper.contains("RANGE"))) {
            return ABOVE;
        }
        Qualifier worst = NONE;
        for (String mark : SPLIT.split(upper)) {
            var one = mark(mark);
            worst = one.ordinal() > worst.ordinal() ? one : worst;
        }
        // "J;U": not detected, its level estimated
        return worst == ESTIMATED && SPLIT.splitAsStream(upper).anyMatch(m -> mark(m) == UNDETECTED)
                ? UNDETECTED
                : worst;
    }

    private static Qualifier mark(String mark) {
        return switch (mark) {
            case "U", "UJ", "<", "ND", "N.D.", "K", "L", "BRL", "BDL" -> UNDETECTED;
            case ">", "G" -> ABOVE;
            case "J", "J+", "J-", "E", "I" -> ESTIMATED;
            case "R", "REJ", "REJECTED" -> REJECTED;
            default -> NONE;
        };
    }
}
