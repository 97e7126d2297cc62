package org.verdite.rectification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.Clause;
import org.verdite.rectification.Nature;
import org.verdite.rectification.Particulars;
import org.verdite.rectification.Place;
import org.verdite.rectification.Source;

/// The particulars of an item as JSON: in an item and in what opens one they stand beside its words.
final class ParticularsJson {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClauseJson(
            @Nullable String standard,
            @Nullable String edition,
            @Nullable String clause) {}

    /// @param latitude degrees of WGS 84
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlaceJson(
            @Nullable String text,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude) {}

    private ParticularsJson() {}

    static @Nullable ClauseJson of(@Nullable Clause clause) {
        return clause == null
                ? null
                : new ClauseJson(
                        clause.standard(), clause.edition().isEmpty() ? null : clause.edition(), clause.number());
    }

    static @Nullable PlaceJson of(@Nullable Place place) {
        return place == null
                ? null
                : new PlaceJson(
                        place.text().isEmpty() ? null : place.text(),
                        plain(place.latitude()),
                        plain(place.longitude()));
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal degrees) {
        return degrees == null
                ? null
                : new BigDecimal(degrees.stripTrailingZeros().toPlainString());
    }

    static Particulars particulars(
            @Nullable Source source,
            @Nullable Nature nature,
            @Nullable ClauseJson clause,
            @Nullable PlaceJson place,
            @Nullable String immediate) {
        return new Particulars(
                source,
                Objects.requireNonNullElse(nature, Nature.NONCONFORMITY),
                clause == null
                        ? null
                        : new Clause(said(clause.standard()), said(clause.edition()), said(clause.clause())),
                place == null ? null : new Place(said(place.text()), place.latitude(), place.longitude()),
                said(immediate));
    }

    private static String said(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
