package org.verdite.trail.proof;

import static org.verdite.trail.proof.Finding.What.ANCHOR_CHANGED;
import static org.verdite.trail.proof.Finding.What.ANCHOR_DELETED;
import static org.verdite.trail.proof.Finding.What.HEADS_DAMAGED;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Walks the chain of anchors beside the heads kept outside, and collects the leaves.
final class AnchorCheck {

    private final Heads heads;
    private final Findings findings;
    private final Leaves leaves = new Leaves();
    private final Seals seals = new Seals();
    private final Suspects suspects = new Suspects();
    private @Nullable Anchor last;
    private long read;

    AnchorCheck(Heads heads, Findings findings) {
        this.heads = heads;
        this.findings = findings;
    }

    void read(Anchor a) throws IOException {
        read++;
        chain(a);
        if (!Arrays.equals(a.root(), Hashes.sha256(a.leaves())) || a.leaves().length != a.count() * Anchor.LEAF) {
            findings.add(Finding.anchor(
                    ANCHOR_CHANGED,
                    Check.ROOT,
                    a.id(),
                    a.at(),
                    "root " + Hashes.brief(a.root()) + " of " + a.count() + " entries",
                    "root " + Hashes.brief(Hashes.sha256(a.leaves())) + " of " + a.size() + " leaves"));
        }
        if (!Arrays.equals(a.hash(), a.seal())) {
            findings.add(Finding.anchor(
                    ANCHOR_CHANGED,
                    Check.CHAIN,
                    a.id(),
                    a.at(),
                    "hash " + Hashes.brief(a.seal()),
                    "hash " + Hashes.brief(a.hash())));
        }
        head(a);
        leaves.add(a);
        seals.add(a.epoch(), a.upto(), a.id());
        // The leaves are in the table; the next anchor only needs the hash.
        last = new Anchor(
                a.id(), a.epoch(), a.upto(), a.count(), 0, 0, new byte[0], a.root(), a.previous(), a.hash(), a.at());
    }

    private void chain(Anchor a) {
        long before = last == null ? 0 : last.id();
        byte[] previous = last == null ? new byte[0] : last.hash();
        if (a.id() != before + 1) {
            findings.add(Finding.anchor(
                    ANCHOR_DELETED, Check.CHAIN, before + 1, null, "anchor " + (before + 1), "anchor " + a.id()));
        } else if (!Arrays.equals(a.previous(), previous)) {
            findings.add(Finding.anchor(
                    ANCHOR_CHANGED,
                    Check.CHAIN,
                    a.id(),
                    a.at(),
                    "after " + Hashes.brief(previous),
                    "after " + Hashes.brief(a.previous())));
        }
    }

    private void head(Anchor a) throws IOException {
        for (var head = heads.peek(); head != null && head.id() < a.id(); head = heads.peek()) {
            lost(head);
        }
        var head = heads.peek();
        if (head == null || head.id() != a.id()) {
            return;
        }
        heads.take();
        if (!head.hash().equals(Hashes.hex(a.hash()))) {
            findings.add(Finding.anchor(
                    ANCHOR_CHANGED,
                    Check.HEADS,
                    a.id(),
                    head.at(),
                    "hash " + head.hash().substring(0, 12),
                    "hash " + Hashes.brief(a.hash())));
        }
        suspects.compare(head, heads.marks(a.id()), a);
    }

    /// An anchor that the file knows and the database doesn't; its marks name what it had sealed.
    private void lost(Heads.Head head) throws IOException {
        heads.take();
        suspects.compare(head, heads.marks(head.id()), null);
        findings.add(Finding.anchor(
                ANCHOR_DELETED,
                Check.HEADS,
                head.id(),
                head.at(),
                "hash " + head.hash().substring(0, 12) + " of " + head.count() + " entries",
                "no anchor"));
    }

    /// After the last anchor.
    void end() throws IOException {
        for (var head = heads.peek(); head != null; head = heads.peek()) {
            lost(head);
        }
        if (heads.damaged() > 0) {
            findings.add(new Finding(
                    HEADS_DAMAGED,
                    Check.HEADS,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "lines of heads",
                    heads.damaged() + " lines that can't be read"));
        }
        leaves.ready();
    }

    Leaves leaves() {
        return leaves;
    }

    Suspects suspects() {
        return suspects;
    }

    Seals seals() {
        return seals;
    }

    long anchors() {
        return read;
    }

    String newest() {
        return last == null ? "" : Hashes.hex(last.hash());
    }
}
