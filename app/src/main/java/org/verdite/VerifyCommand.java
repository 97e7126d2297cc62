package org.verdite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.verdite.trail.proof.Heads;
import org.verdite.trail.proof.Report;
import org.verdite.trail.proof.Verifier;

/// Proves the trail from the shell, whether the application runs or not: exit 0 when nothing was altered, 1 when
/// something was.
final class VerifyCommand {

    private VerifyCommand() {}

    static int run(Options options) {
        options.nothingMore("verify");
        try {
            return tell(options.export().isEmpty() ? database(options) : export(options));
        } catch (SQLException | IOException e) {
            throw new CannotStart("The trail could not be read: " + e.getMessage());
        }
    }

    private static Report export(Options options) throws IOException {
        Path file = existing(options.export());
        try (var in = new BufferedInputStream(Files.newInputStream(file));
                var heads = options.heads().isEmpty() ? Heads.none() : Heads.file(existing(options.heads()))) {
            return Verifier.export(in, heads);
        }
    }

    private static Report database(Options options) throws SQLException, IOException {
        var directory = DataDirectory.existing(options.data(), options.external());
        if (options.external()) {
            try (var owner = Databases.externalOwner(options)) {
                return prove(owner, directory.root(), options.heads());
            }
        }
        var server = Databases.server(directory);
        if (!directory.tryLock()) {
            server.running();
            try (var owner = Databases.runningOwner(directory, server)) {
                return prove(owner, directory.root(), options.heads());
            }
        }
        try {
            server.start();
            try (var owner = Databases.runningOwner(directory, server)) {
                return prove(owner, directory.root(), options.heads());
            }
        } finally {
            server.close();
            directory.close();
        }
    }

    private static Report prove(Connection owner, Path data, String outside) throws SQLException, IOException {
        if (!Databases.has(owner, "trail.anchor")) {
            throw new CannotStart("This database has no trail yet: start Verdite with it once.");
        }
        owner.setAutoCommit(false);
        owner.rollback();
        if (outside.isEmpty()) {
            try (var heads = Heads.in(data)) {
                return Verifier.database(owner, heads, _ -> {});
            }
        }
        try (var heads = Heads.in(data);
                var elsewhere = Heads.file(existing(outside))) {
            return Verifier.database(owner, heads, elsewhere, _ -> {});
        }
    }

    /// The verification of one database and its exit code.
    static int verify(Connection owner, Path data, String outside) throws SQLException, IOException {
        return tell(prove(owner, data, outside));
    }

    private static Path existing(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new CannotStart("There is no file " + file + ".");
        }
        return file;
    }

    private static int tell(Report report) {
        report.findings().forEach(finding -> Commands.say(finding.sentence()));
        if (report.total() > report.findings().size()) {
            Commands.say("... and " + (report.total() - report.findings().size()) + " more");
        }
        Commands.say("%d entries, %d anchors and %d heads outside the database read, %d entries not anchored yet: %s"
                .formatted(
                        report.entries(),
                        report.anchors(),
                        report.heads(),
                        report.unsealed(),
                        report.clean()
                                ? "nothing was altered."
                                : report.total() + (report.total() == 1 ? " finding." : " findings.")));
        Commands.say("Numbers of entries may have gaps: a change that is taken back uses one up.");
        if (!report.head().isEmpty()) {
            Commands.say("Head " + report.head());
        }
        return report.clean() ? 0 : 1;
    }
}
