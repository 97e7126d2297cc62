package org.verdite.trail.proof;

import static org.verdite.trail.proof.Finding.What.ENTRY_CHANGED;
import static org.verdite.trail.proof.Finding.What.ENTRY_DELETED;
import static org.verdite.trail.proof.Finding.What.ENTRY_INSERTED;
import static org.verdite.trail.proof.Finding.What.STORY_BROKEN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds every entry against its own fingerprint, against what was sealed, and against the entry before it.
final class EntryCheck {

    /// Where a row's story has a gap: an entry between these two may be the one that is missing.
    private record Gap(String place, String key, long after, long before) {}

    private static final int GAPS = 10_000;

    private final Leaves leaves;
    private final Seals seals;
    private final Suspects suspects;
    private final Findings findings;
    private final List<Gap> gaps = new ArrayList<>();
    private @Nullable Entry before;
    private long read;
    private long unsealed;

    EntryCheck(AnchorCheck anchors, Findings findings) {
        this.leaves = anchors.leaves();
        this.seals = anchors.seals();
        this.suspects = anchors.suspects();
        this.findings = findings;
    }

    void read(Entry e) {
        read++;
        byte[] fingerprint = e.fingerprint();
        Long anchor = seals.of(e.epoch(), e.xid());
        boolean own = Arrays.equals(e.hash(), fingerprint);
        if (!own) {
            findings.add(Finding.entry(
                    ENTRY_CHANGED,
                    Check.FINGERPRINT,
                    e,
                    anchor,
                    "hash " + Hashes.brief(fingerprint),
                    "hash " + Hashes.brief(e.hash())));
        }
        var answer = leaves.ask(e.seq(), fingerprint);
        if (answer == Leaves.Answer.DIFFERENT && own) {
            findings.add(Finding.entry(
                    ENTRY_CHANGED,
                    Check.LEAVES,
                    e,
                    anchor,
                    "hash " + leaves.brief(e.seq()),
                    "hash " + Hashes.brief(fingerprint)));
        }
        if (answer == Leaves.Answer.TWICE || answer == Leaves.Answer.MISSING && anchor != null) {
            findings.add(Finding.entry(ENTRY_INSERTED, Check.LEAVES, e, anchor, "no such entry", "an entry"));
        }
        if (answer == Leaves.Answer.MISSING && anchor == null) {
            unsealed++;
        }
        suspect(e, fingerprint);
        if (!e.isRoot()) {
            story(e, anchor);
        }
    }

    private void suspect(Entry e, byte[] fingerprint) {
        var suspect = suspects.take(e.seq());
        if (suspect == null) {
            return;
        }
        long now = java.nio.ByteBuffer.wrap(fingerprint).getLong();
        Long mark = suspect.mark();
        if (mark == null) {
            findings.add(Finding.entry(ENTRY_INSERTED, Check.MARKS, e, suspect.anchor(), "no such entry", "an entry"));
        } else if (mark != now) {
            findings.add(Finding.entry(
                    ENTRY_CHANGED,
                    Check.MARKS,
                    e,
                    suspect.anchor(),
                    "hash " + Long.toHexString(mark),
                    "hash " + Long.toHexString(now)));
        }
    }

    /// Entries come by row and number.
    void story(Entry e, @Nullable Long anchor) {
        Entry last = before;
        before = e;
        boolean sameRow =
                last != null && last.place().equals(e.place()) && last.key().equals(e.key());
        String left = sameRow && last != null ? last.newRow() : null;
        long after = sameRow && last != null ? last.seq() : 0;
        if ((left == null) != (e.oldRow() == null)) {
            gap(e, after);
            findings.add(Finding.entry(
                    STORY_BROKEN,
                    Check.CONTINUITY,
                    e,
                    anchor,
                    left == null ? "a first entry" : "a row to be there",
                    e.oldRow() == null ? "an insert" : "an earlier state that nothing wrote"));
            return;
        }
        var differences = Rows.differences(left, e.oldRow());
        if (!differences.isEmpty()) {
            gap(e, after);
            findings.add(Finding.entry(
                    STORY_BROKEN, Check.CONTINUITY, e, anchor, Rows.left(differences), Rows.right(differences)));
        }
    }

    private void gap(Entry e, long after) {
        if (gaps.size() < GAPS) {
            gaps.add(new Gap(e.place(), e.key(), after, e.seq()));
        }
    }

    /// After the last entry: what was sealed and never came.
    void end() {
        leaves.unseen(seq -> gone(seq, Check.LEAVES, null, null, leaves.brief(seq)));
        suspects.rest((seq, s) -> {
            Long mark = s.mark();
            if (mark != null) {
                gone(seq, Check.MARKS, s.anchor(), s.at(), Long.toHexString(mark));
            }
        });
    }

    private void gone(long seq, Check check, @Nullable Long anchor, @Nullable Instant at, String hash) {
        var rows =
                gaps.stream().filter(g -> g.after() < seq && seq < g.before()).toList();
        boolean certain = rows.size() == 1;
        findings.add(new Finding(
                ENTRY_DELETED,
                check,
                seq,
                anchor,
                certain ? rows.getFirst().place() : null,
                certain ? rows.getFirst().key() : null,
                null,
                at,
                "hash " + hash,
                "no entry"));
    }

    long entries() {
        return read;
    }

    long unsealed() {
        return unsealed;
    }
}
