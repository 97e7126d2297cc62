package org.verdite.trail.proof;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Holds the chain against heads that left the machine earlier. They may be few; each proves everything up to it, also
/// where somebody rewrote the chain and the heads kept here together.
final class OutsideCheck {

    private final Heads heads;
    private final Findings findings;

    OutsideCheck(Heads heads, Findings findings) {
        this.heads = heads;
        this.findings = findings;
    }

    /// Anchors come by their number.
    void read(Anchor a) throws IOException {
        var head = upTo(a.id());
        while (head != null && head.id() == a.id()) {
            heads.take();
            if (!Arrays.equals(HexFormat.of().parseHex(head.hash()), a.hash())) {
                findings.add(Finding.anchor(
                        Finding.What.ANCHOR_CHANGED,
                        Check.HEADS,
                        a.id(),
                        head.at(),
                        "hash " + head.hash().substring(0, 12),
                        "hash " + Hashes.brief(a.hash())));
            }
            head = heads.peek();
        }
    }

    void end() throws IOException {
        upTo(Long.MAX_VALUE);
        if (heads.damaged() > 0 || heads.read() == 0) {
            findings.add(Finding.anchor(
                    Finding.What.HEADS_DAMAGED,
                    Check.HEADS,
                    0,
                    null,
                    "lines of heads",
                    heads.read() == 0 ? "none" : heads.damaged() + " lines that can't be read"));
        }
    }

    /// The next head of that anchor or a later one; what lies before has no anchor any more.
    private Heads.@Nullable Head upTo(long anchor) throws IOException {
        for (var head = heads.peek(); head != null; head = heads.peek()) {
            if (head.id() >= anchor) {
                return head;
            }
            heads.take();
            findings.add(Finding.anchor(
                    Finding.What.ANCHOR_DELETED,
                    Check.HEADS,
                    head.id(),
                    head.at(),
                    "hash " + head.hash().substring(0, 12),
                    "no anchor"));
        }
        return null;
    }
}
