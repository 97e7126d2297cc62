package org.verdite.monitoring.sensorthings;

import java.util.List;
import java.util.Map;

/// One kind of entity and where its rows come from. SQL is written with `#` after each alias: the same entity may stand
/// several times in a statement, each with a number of its own.
///
/// @param set as addresses name it, `Things`
/// @param single as a link to one of them is named, `Thing`
/// @param where what the rows of `from` must fulfil
/// @param id what the entity is known by
/// @param order columns that make an order complete
/// @param properties by name; nested members as `properties/code`
/// @param links by name
record Entity(
        String set,
        String single,
        String from,
        String where,
        String id,
        boolean textId,
        List<String> order,
        Map<String, Property> properties,
        Map<String, Link> links) {

    /// A span lasts from a beginning to an end and is shown as an instant where the two are one; JSON is ready as it
    /// comes and not to be compared.
    enum Type {
        TEXT,
        NUMBER,
        TIME,
        SPAN,
        FLAG,
        JSON
    }

    /// @param end end of a span, else empty
    /// @param near of an observation's time: the stored column that lies within {@link Model#NEAR_HOURS} of it and has
    ///     an index
    record Property(String name, String sql, Type type, String end, String near) {

        static Property of(String name, Type type, String sql) {
            return new Property(name, sql, type, "", "");
        }

        /// What an order goes by.
        String sorted() {
            return near.isEmpty() ? sql : near;
        }
    }

    /// @param many leads to a set, not to one
    /// @param source the key on this side
    /// @param target the same key on the other side
    record Link(String name, String to, boolean many, boolean text, String source, String target) {}

    static String numbered(String sql, int number) {
        return sql.replace("#", String.valueOf(number));
    }
}
