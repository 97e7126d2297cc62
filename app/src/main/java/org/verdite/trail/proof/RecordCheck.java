package org.verdite.trail.proof;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/// The same checks for one row only, quick enough for every look at its history: fingerprints, the anchors' leaves,
/// continuity, and today's row. What it can't see is an anchor rewritten together with its entries; the whole
/// verification does.
public final class RecordCheck {

    private static final String ENTRIES = "select " + DatabaseTrail.ENTRY_COLUMNS + """
            , a.anchor_id, a.leaf from trail.entry e left join lateral (
                select x.id as anchor_id, position(int8send(e.seq) || trail.fingerprint(e) in x.leaves) as leaf
                from trail.anchor x where (x.epoch, x.upto) > (e.epoch, e.xid) order by x.epoch, x.upto limit 1) a on true
            where e.place = ? and e.row_key = ? order by e.seq""";

    private final Connection connection;
    private final Findings findings = new Findings();
    private final Today today;
    private long entries;
    private long unsealed;

    /// @param connection within a transaction that sees everything: a row that moved between units has a story in both
    public RecordCheck(Connection connection) {
        this.connection = connection;
        this.today = new Today(connection, findings);
    }

    public void row(String place, String key) throws IOException, SQLException {
        Entry before = null;
        var story = new EntryCheck(new AnchorCheck(Heads.none(), findings), findings);
        try (var statement = connection.prepareStatement(ENTRIES)) {
            statement.setString(1, place);
            statement.setString(2, key);
            try (var rs = statement.executeQuery()) {
                while (rs.next()) {
                    var entry = DatabaseTrail.entry(rs);
                    long anchor = rs.getLong("anchor_id");
                    boolean sealed = !rs.wasNull();
                    seal(entry, sealed ? anchor : null, rs.getInt("leaf"), findings);
                    unsealed += sealed ? 0 : 1;
                    entries++;
                    if (!entry.isRoot()) {
                        story.story(entry, sealed ? anchor : null);
                        before = entry;
                    }
                }
            }
        }
        if (before != null) {
            today.row(place, key, before);
        }
    }

    public Report report() {
        return new Report(entries, 0, unsealed, 0, findings.total(), findings.kept(), "");
    }

    private static void seal(Entry entry, @org.jspecify.annotations.Nullable Long anchor, int leaf, Findings findings) {
        byte[] fingerprint = entry.fingerprint();
        if (!Arrays.equals(entry.hash(), fingerprint)) {
            findings.add(Finding.entry(
                    Finding.What.ENTRY_CHANGED,
                    Check.FINGERPRINT,
                    entry,
                    anchor,
                    "hash " + Hashes.brief(fingerprint),
                    "hash " + Hashes.brief(entry.hash())));
        } else if (anchor != null && leaf == 0) {
            findings.add(Finding.entry(
                    Finding.What.ENTRY_CHANGED,
                    Check.LEAVES,
                    entry,
                    anchor,
                    "the entry that was sealed",
                    "another one"));
        }
    }
}
