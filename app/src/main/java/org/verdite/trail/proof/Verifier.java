package org.verdite.trail.proof;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Proves the trail: finds and locates every changed, deleted or inserted entry, also where the database's superuser
/// made the change and recomputed fingerprints or anchors. Streams; needs about 25 bytes of memory an entry.
public final class Verifier {

    private Verifier() {}

    /// In one snapshot of the database, beside the heads kept outside of it.
    ///
    /// @param connection sees everything, is not in autocommit, has asked nothing yet; it is rolled back at the end
    /// @param heads opened before
    /// @param progress told the number of entries read from time to time; may throw to stop
    public static Report database(Connection connection, Heads heads, LongConsumer progress)
            throws IOException, SQLException {
        return database(connection, heads, null, progress);
    }

    /// @param outside heads that left this machine earlier, in the order they left; null for none
    public static Report database(Connection connection, Heads heads, @Nullable Heads outside, LongConsumer progress)
            throws IOException, SQLException {
        var findings = new Findings();
        try {
            try (var sql = connection.createStatement()) {
                sql.execute("set transaction isolation level repeatable read, read only");
                sql.execute("set local timezone = 'UTC'");
            }
            var trail = new DatabaseTrail(connection);
            var anchors = new AnchorCheck(heads, findings);
            if (outside != null) {
                var check = new OutsideCheck(outside, findings);
                trail.anchors(check::read);
                check.end();
            }
            var entries = entries(trail, anchors, findings, progress);
            new Today(connection, findings).run();
            return report(entries, anchors, heads, findings);
        } finally {
            connection.rollback();
        }
    }

    /// From an export alone; today's rows are not in it.
    ///
    /// @throws IOException when the file is no export, or ends early
    public static Report export(InputStream in, Heads heads) throws IOException {
        var findings = new Findings();
        try {
            var anchors = new AnchorCheck(heads, findings);
            var entries = entries(new Export.Source(in), anchors, findings, _ -> {});
            return report(entries, anchors, heads, findings);
        } catch (SQLException e) {
            throw new IllegalStateException("an export asks no database", e);
        }
    }

    private static EntryCheck entries(TrailSource source, AnchorCheck anchors, Findings findings, LongConsumer progress)
            throws IOException, SQLException {
        source.anchors(anchors::read);
        anchors.end();
        var entries = new EntryCheck(anchors, findings);
        source.entries(e -> {
            entries.read(e);
            if (entries.entries() % 5000 == 0) {
                progress.accept(entries.entries());
            }
        });
        entries.end();
        return entries;
    }

    private static Report report(EntryCheck entries, AnchorCheck anchors, Heads heads, Findings findings) {
        return new Report(
                entries.entries(),
                anchors.anchors(),
                entries.unsealed(),
                heads.read(),
                findings.total(),
                findings.kept(),
                anchors.newest());
    }
}
