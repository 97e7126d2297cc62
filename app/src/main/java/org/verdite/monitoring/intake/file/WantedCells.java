package org.verdite.monitoring.intake.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

/// Makes texts only of the cells somebody wants. Cells that repeat (places, parameters, units, dates) become the very
/// same text object again, so that looking them up costs next to nothing.
final class WantedCells extends AbstractBaseCsvCallbackHandler<CsvLine> {

    private static final int REMEMBERED = 512;

    private final int[] slots;
    private final int wanted;
    private final String[][] known;
    private String[] cells = {};
    private int size;
    private long line;

    /// @param slots of each column the place of its cell, -1 for a column nobody wants
    WantedCells(int[] slots, int wanted) {
        this.slots = slots;
        this.wanted = wanted;
        this.known = new String[wanted][REMEMBERED];
    }

    @Override
    protected void handleBegin(long line) {
        cells = new String[wanted];
        size = 0;
        this.line = line;
    }

    /// Where the record begins that is being read.
    long line() {
        return line;
    }

    @Override
    protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
        size += length + 1;
        if (size > CsvFile.MAX_LINE) {
            throw new LineTooLong(getStartingLineNumber());
        }
        if (column >= CsvFile.MAX_COLUMNS) {
            throw new TooManyColumns(getStartingLineNumber());
        }
        if (column < slots.length && slots[column] >= 0) {
            cells[slots[column]] = text(slots[column], buffer, offset, length);
        }
    }

    private String text(int slot, char[] buffer, int offset, int length) {
        if (length == 0) {
            return "";
        }
        if (length > 40) {
            return new String(buffer, offset, length);
        }
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + buffer[i];
        }
        int at = (hash ^ hash >>> 15) & REMEMBERED - 1;
        String before = known[slot][at];
        if (before != null && same(before, buffer, offset, length)) {
            return before;
        }
        return known[slot][at] = new String(buffer, offset, length);
    }

    private static boolean same(String text, char[] buffer, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected CsvLine buildRecord() {
        for (int i = 0; i < wanted; i++) {
            if (cells[i] == null) {
                cells[i] = "";
            }
        }
        return new CsvLine(getStartingLineNumber(), getFieldCount(), cells);
    }

    /// Inside the reader, where the line is known; becomes a {@link FileRefused} outside.
    static final class LineTooLong extends RuntimeException {
        final long line;

        LineTooLong(long line) {
            this.line = line;
        }
    }

    static final class TooManyColumns extends RuntimeException {
        final long line;

        TooManyColumns(long line) {
            this.line = line;
        }
    }
}
