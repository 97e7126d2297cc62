package org.verdite.governance;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Figure;
import org.verdite.indicators.Phrase;

/// A figure that a review looked at, as it was when it was collected.
///
/// @param name what it counts
/// @param value the number; null when it can't be said
/// @param numerator of a rate
/// @param measure `%`, a currency, or empty for a plain count
/// @param note what is missing, or how it stands
/// @param href the list that shows its rows; empty where there is none
public record Fact(
        ReviewInput input,
        Phrase name,
        Known known,
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        String measure,
        Phrase note,
        String href) {

    /// How much of it is known.
    public enum Known {
        KNOWN,
        /// Some of its inputs are missing: the note says which.
        PARTLY,
        /// No room keeps a record of it yet, which is not none.
        NO_RECORD
    }

    static Fact count(ReviewInput input, String key, long value, String href) {
        return new Fact(input, name(key), Known.KNOWN, BigDecimal.valueOf(value), null, null, "", Phrase.NONE, href);
    }

    /// So many of so many; of none there is no share.
    static Fact share(ReviewInput input, String key, long numerator, long denominator, String href) {
        return new Fact(
                input,
                name(key),
                Known.KNOWN,
                null,
                BigDecimal.valueOf(numerator),
                BigDecimal.valueOf(denominator),
                "%",
                Phrase.NONE,
                href);
    }

    static Fact of(ReviewInput input, Phrase name, Figure figure, Phrase note, String href) {
        var missing = figure.gaps().stream().filter(g -> g.count() > 0).findFirst();
        var rounded = figure.rounded(figure.unit().equals("%") ? 1 : 0);
        var said = missing.isPresent()
                ? missing.get().what()
                : figure.gaps().isEmpty() ? note : figure.gaps().getFirst().what();
        return new Fact(
                input,
                name,
                missing.isPresent() ? Known.PARTLY : Known.KNOWN,
                rounded,
                figure.numerator(),
                figure.denominator(),
                figure.unit(),
                note.none() ? said : note,
                href);
    }

    static Fact noRecord(ReviewInput input, String key) {
        return noRecord(input, key, Phrase.NONE);
    }

    static Fact noRecord(ReviewInput input, String key, Phrase note) {
        return new Fact(input, name(key), Known.NO_RECORD, null, null, null, "", note, "");
    }

    static Phrase name(String key) {
        return Phrase.of("governance.fact." + key);
    }

    /// True for a rate: numerator and denominator are shown with it.
    public boolean rate() {
        return numerator != null && denominator != null;
    }

    /// The share in per cent, null of nothing.
    public @Nullable BigDecimal percent() {
        if (!rate() || Objects.requireNonNull(denominator).signum() == 0) {
            return null;
        }
        return Objects.requireNonNull(numerator)
                .multiply(BigDecimal.valueOf(100))
                .divide(Objects.requireNonNull(denominator), 1, java.math.RoundingMode.HALF_UP);
    }
}
