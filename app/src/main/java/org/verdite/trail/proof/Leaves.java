package org.verdite.trail.proof;

import java.util.Arrays;
import java.util.function.LongConsumer;

/// All leaves of all anchors: 25 bytes an entry, so that a million entries need 25 MB and no order.
/// Half of each hash is kept: 128 bits can't be met by trying.
final class Leaves {

    private long[] seqs = new long[1024];
    private byte[] halves = new byte[1024 * 16];
    private boolean[] seen = new boolean[0];
    private int size;
    private boolean sorted = true;

    void add(Anchor anchor) {
        for (int i = 0; i < anchor.size(); i++) {
            if (size == seqs.length) {
                int more = Math.addExact(size, size >> 1);
                seqs = Arrays.copyOf(seqs, more);
                halves = Arrays.copyOf(halves, Math.multiplyExact(more, 16));
            }
            seqs[size] = anchor.seq(i);
            System.arraycopy(anchor.leaves(), i * Anchor.LEAF + 8, halves, size * 16, 16);
            sorted &= size == 0 || seqs[size] > seqs[size - 1];
            size++;
        }
    }

    /// Call once between adding and asking.
    void ready() {
        if (!sorted) {
            sort();
        }
        seen = new boolean[size];
    }

    /// Nearly sorted: only concurrent transactions swap places, so insertion by runs is enough.
    private void sort() {
        var order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(seqs[a], seqs[b]));
        long[] sortedSeqs = new long[size];
        byte[] sortedHalves = new byte[size * 16];
        for (int i = 0; i < size; i++) {
            sortedSeqs[i] = seqs[order[i]];
            System.arraycopy(halves, order[i] * 16, sortedHalves, i * 16, 16);
        }
        seqs = sortedSeqs;
        halves = sortedHalves;
    }

    enum Answer {
        MISSING,
        SAME,
        DIFFERENT,
        /// A second entry with the same number.
        TWICE
    }

    Answer ask(long seq, byte[] fingerprint) {
        int at = Arrays.binarySearch(seqs, 0, size, seq);
        if (at < 0) {
            return Answer.MISSING;
        }
        if (seen[at]) {
            return Answer.TWICE;
        }
        seen[at] = true;
        return Arrays.equals(halves, at * 16, at * 16 + 16, fingerprint, 0, 16) ? Answer.SAME : Answer.DIFFERENT;
    }

    String brief(long seq) {
        int at = Arrays.binarySearch(seqs, 0, size, seq);
        return at < 0 ? "" : Hashes.brief(Arrays.copyOfRange(halves, at * 16, at * 16 + 16));
    }

    /// Leaves whose entry never came.
    void unseen(LongConsumer consumer) {
        for (int i = 0; i < size; i++) {
            if (!seen[i]) {
                consumer.accept(seqs[i]);
            }
        }
    }
}
