package org.verdite.trail.proof;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which anchor seals which transactions.
final class Seals {

    private int[] epochs = new int[256];
    private long[] bounds = new long[256];
    private long[] ids = new long[256];
    private int size;

    void add(int epoch, long upto, long id) {
        if (size == ids.length) {
            epochs = Arrays.copyOf(epochs, size * 2);
            bounds = Arrays.copyOf(bounds, size * 2);
            ids = Arrays.copyOf(ids, size * 2);
        }
        epochs[size] = epoch;
        bounds[size] = upto;
        ids[size++] = id;
    }

    /// The anchor that must hold the entry: the first whose bound lies beyond its transaction; null when it is younger
    /// than every anchor.
    @Nullable Long of(int epoch, long xid) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean beyond = epochs[middle] > epoch || epochs[middle] == epoch && bounds[middle] > xid;
            if (beyond) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < size ? ids[low] : null;
    }
}
