package org.verdite.rectification;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What is known of an item beside its words: who found it, against which clause, where exactly, and what was done at
/// once.
///
/// @param source null for what its origin suggests
/// @param immediate what was done on the spot to contain it, before any correction; empty for nothing
public record Particulars(
        @Nullable Source source,
        Nature nature,
        @Nullable Clause clause,
        @Nullable Place place,
        String immediate) {

    public static final Particulars NONE = new Particulars(null, Nature.NONCONFORMITY, null, null, "");

    /// As they are stored with an item; its source is never null.
    public static Particulars of(ResultSet item) throws SQLException {
        String standard = item.getString("clause_standard");
        var place = new Place(item.getString("place"), item.getBigDecimal("latitude"), item.getBigDecimal("longitude"));
        return new Particulars(
                Source.valueOf(item.getString("source")),
                Nature.valueOf(item.getString("nature")),
                standard.isEmpty()
                        ? null
                        : new Clause(standard, item.getString("clause_edition"), item.getString("clause_number")),
                place.text().isEmpty() && place.latitude() == null ? null : place,
                item.getString("immediate"));
    }
}
