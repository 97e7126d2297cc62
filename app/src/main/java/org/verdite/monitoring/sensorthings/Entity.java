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

    static String numbered(String sql, int number) {
        return sql.replace("#", String.valueOf(number));
    }
}
