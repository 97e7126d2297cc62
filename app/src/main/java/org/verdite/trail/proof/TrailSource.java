package org.verdite.trail.proof;

import java.io.IOException;
import java.sql.SQLException;

/// Where entries and anchors are read from: the database or an export. Streams; called in this order, once each.
interface TrailSource {

    @FunctionalInterface
    interface Reader<T> {
        void read(T thing) throws IOException, SQLException;
    }

    /// Every anchor by its number.
    void anchors(Reader<Anchor> reader) throws IOException, SQLException;

    /// Every entry by place, row key and number.
    void entries(Reader<Entry> reader) throws IOException, SQLException;
}
