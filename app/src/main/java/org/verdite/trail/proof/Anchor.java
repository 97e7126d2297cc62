package org.verdite.trail.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One seal of the chain.
///
/// @param upto every entry of the epoch with a smaller transaction id, and not in an earlier anchor, is sealed here
/// @param leaves for each entry eight bytes of its number and 32 of its hash, in order of transaction and number
record Anchor(
        long id,
        int epoch,
        long upto,
        long count,
        long firstSeq,
        long lastSeq,
        byte[] leaves,
        byte[] root,
        byte[] previous,
        byte[] hash,
        Instant at) {

    static final int LEAF = 40;

    /// The same as `trail.seal` in the database.
    byte[] seal() {
        String text = Hashes.hex(previous) + ":" + Hashes.hex(root) + ":" + id + ":" + epoch + ":" + upto + ":" + count
                + ":" + firstSeq + ":" + lastSeq + ":" + Entry.seconds(at);
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    int size() {
        return leaves.length / LEAF;
    }

    long seq(int leaf) {
        return java.nio.ByteBuffer.wrap(leaves).getLong(leaf * LEAF);
    }
}
