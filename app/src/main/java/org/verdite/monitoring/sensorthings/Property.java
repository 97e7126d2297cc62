package org.verdite.monitoring.sensorthings;

/// A member of an entity. SQL as in {@link Entity}.
///
/// @param end end of a span, else empty
/// @param near of an observation's time: the stored column that lies within {@link Model#NEAR_HOURS} of it and has an
///     index
record Property(String name, String sql, Form form, String end, String near) {

    static Property of(String name, Form form, String sql) {
        return new Property(name, sql, form, "", "");
    }

    /// What an order goes by.
    String sorted() {
        return near.isEmpty() ? sql : near;
    }
}
