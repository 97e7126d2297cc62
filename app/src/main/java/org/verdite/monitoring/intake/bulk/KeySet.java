package org.verdite.monitoring.intake.bulk;

import java.util.Arrays;

/// The identities of a file's results, to find lines that mean the same result. Keys are 64 bits wide: exact for
/// results that are identified by series and time (up to 16 million series, to the second, 1900 to 2199), hashed
/// where a sample, replicate or run takes part; two different keys of five million collide less often than once in a
/// million files.
public final class KeySet {

    private static final long FROM = -2_208_988_800L;

    private long[] keys = new long[1 << 12];
    private int[] entries = new int[1 << 12];
    private long[] contents = new long[1 << 11];
    private int[] lines = new int[1 << 11];
    private byte[] marks = new byte[1 << 11];
    private int size;

    /// @return the number of the entry; `-1 - number` when the key was there before
    public int add(Row row, long content) {
        if (size * 2 >= keys.length) {
            grow();
        }
        long key = key(row);
        int mask = keys.length - 1;
        int at = (int) mix(key) & mask;
        while (entries[at] != 0) {
            if (keys[at] == key) {
                return -entries[at];
            }
            at = at + 1 & mask;
        }
        if (size == lines.length) {
            contents = Arrays.copyOf(contents, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
            marks = Arrays.copyOf(marks, size * 2);
        }
        keys[at] = key;
        entries[at] = size + 1;
        contents[size] = content;
        lines[size] = row.line;
        return size++;
    }

    private static long key(Row row) {
        if (row.sample.isEmpty() && row.replicate == 0 && row.run == 0) {
            // the end follows from the start for all results of one file that share a series
            return (long) row.series << 35 | row.started - FROM << 1 | (row.dateOnly ? 1 : 0);
        }
        long hash = mix(((long) row.series << 34) ^ row.started);
        for (int i = 0; i < row.sample.length(); i++) {
            hash = mix(hash + row.sample.charAt(i));
        }
        return mix(hash + ((long) row.replicate << 16) + row.run) | 1L << 63;
    }

    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldEntries = entries;
        keys = new long[oldKeys.length * 2];
        entries = new int[oldKeys.length * 2];
        int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldEntries[i] != 0) {
                int at = (int) mix(oldKeys[i]) & mask;
                while (entries[at] != 0) {
                    at = at + 1 & mask;
                }
                keys[at] = oldKeys[i];
                entries[at] = oldEntries[i];
            }
        }
    }

    public long content(int entry) {
        return contents[entry];
    }

    public void replace(int entry, long content, int line) {
        contents[entry] = content;
        lines[entry] = line;
    }

    /// The line that brought the key first.
    public int line(int entry) {
        return lines[entry];
    }

    public byte mark(int entry) {
        return marks[entry];
    }

    public void mark(int entry, int mark) {
        marks[entry] = (byte) mark;
    }
}
