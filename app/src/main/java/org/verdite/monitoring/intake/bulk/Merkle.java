package org.verdite.monitoring.intake.bulk;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One hash that stands for all results of a load, in the order of their lines. Leaves and nodes are told apart by a
/// prefix (0 and 1, as RFC 6962 does), so no node can pass for a result.
///
/// The leaf of a result is what identifies it, what it says and where it came from:
/// `series|started|ended|sample|replicate|run|value bits|censor|level bits|original|original unit|qualifier|line`,
/// each in PostgreSQL's binary form, so that the database can compute it again. Results of one line are taken in the
/// order of their hashes.
public final class Merkle {

    private final MessageDigest digest;
    private final Bytes text = new Bytes(512);
    private final List<byte[]> stack = new ArrayList<>();
    private final List<byte[]> ofLine = new ArrayList<>();
    private long leaves;
    private int line = -1;

    public Merkle() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public void add(Row row) {
        if (row.line != line) {
            closeLine();
            line = row.line;
        }
        ofLine.add(leaf(row));
    }

    private byte[] leaf(Row row) {
        var b = text;
        b.length = 0;
        b.room(160);
        b.array[b.length++] = 0;
        b.putInt(row.series);
        b.putLong(row.started);
        b.putLong(row.ended);
        b.putText(row.sample);
        b.room(64);
        b.putShort(row.replicate);
        b.putShort(row.run);
        b.putLong(Double.doubleToLongBits(row.value));
        b.putShort(row.censor);
        b.putLong(Double.doubleToLongBits(row.level));
        b.putText(row.original);
        b.putText(row.originalUnit);
        b.putText(row.qualifier);
        b.room(64);
        b.putInt(row.line);
        digest.update(b.array, 0, b.length);
        return digest.digest();
    }

    private void closeLine() {
        if (ofLine.size() > 1) {
            ofLine.sort(Arrays::compareUnsigned);
        }
        ofLine.forEach(this::push);
        ofLine.clear();
    }

    /// Pairs of equal height become one node.
    private void push(byte[] hash) {
        byte[] node = hash;
        for (long n = leaves++; (n & 1) == 1; n >>= 1) {
            node = node(stack.removeLast(), node);
        }
        stack.add(node);
    }

    private byte[] node(byte[] left, byte[] right) {
        try {
            digest.update((byte) 1);
            digest.update(left);
            digest.update(right);
            byte[] out = new byte[32];
            digest.digest(out, 0, 32);
            return out;
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The root; of nothing, the hash of nothing.
    public byte[] root() {
        closeLine();
        if (stack.isEmpty()) {
            return digest.digest("".getBytes(StandardCharsets.UTF_8));
        }
        byte[] root = stack.removeLast();
        while (!stack.isEmpty()) {
            root = node(stack.removeLast(), root);
        }
        return root;
    }
}
