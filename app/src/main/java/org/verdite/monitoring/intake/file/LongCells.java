package org.verdite.monitoring.intake.file;

import java.io.IOException;
import java.io.Reader;

/// Cuts cells that are longer than any is: a log that slipped into a cell spoils its own line and no other. A cell in
/// quotes that runs over lines is left as it is, for its quote was probably never closed, and where it ends nobody
/// knows.
final class LongCells extends Reader {

    /// As long as a cell of a spreadsheet may be.
    static final int MOST = 32_767;

    private final Reader in;
    private final char delimiter;
    private final char[] raw = new char[1 << 14];
    // a quote that waits for the next character may come beside what is read
    private final char[] kept = new char[raw.length + 1];
    private int from;
    private int to;
    private int length;
    private boolean begunQuoted;
    private boolean quoted;
    private boolean overLines;
    /// A quote in what is cut: the cell's end, or the first of two.
    private boolean waiting;

    LongCells(Reader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    @Override
    public int read(char[] into, int offset, int count) throws IOException {
        while (from == to) {
            int read = in.read(raw, 0, raw.length);
            from = 0;
            to = 0;
            if (read < 0) {
                if (!waiting) {
                    return -1;
                }
                waiting = false;
                kept[to++] = '"';
            }
            for (int i = 0; i < read; i++) {
                see(raw[i]);
            }
        }
        int given = Math.min(count, to - from);
        System.arraycopy(kept, from, into, offset, given);
        from += given;
        return given;
    }

    private void see(char c) {
        if (waiting) {
            waiting = false;
            if (c == '"') {
                quoted = true;
                return;
            }
            kept[to++] = '"';
        }
        if (c == '"' && (begunQuoted || length == 0)) {
            begunQuoted = true;
            quoted = !quoted;
            if (cut()) {
                waiting = !quoted;
                return;
            }
        } else if (c == '\n' || c == '\r') {
            overLines |= quoted;
            if (!quoted) {
                begin();
            }
        } else if (c == delimiter && !quoted) {
            begin();
        } else {
            length++;
            if (cut()) {
                return;
            }
        }
        kept[to++] = c;
    }

    private boolean cut() {
        return length > MOST && !overLines;
    }

    private void begin() {
        length = 0;
        begunQuoted = false;
        overLines = false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
