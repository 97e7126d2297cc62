package org.verdite.ui.book;

import org.apache.poi.ss.util.CellRangeAddress;

/// Hears the cells of a sheet in the order of rows and columns; both count from 0. Empty cells are not told.
public interface SheetSink {

    void cell(int row, int column, String text);

    /// The cell holds a formula; what it was computed to, if anything, is told as its text after this.
    default void formula(int row, int column) {}

    default void merged(CellRangeAddress area) {}

    /// Texts come exactly as they stand in the cell, with their lines. Otherwise each is one line, and a number written
    /// as text with a decimal comma gets a point.
    default boolean verbatim() {
        return false;
    }
}
