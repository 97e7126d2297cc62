package org.verdite;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Everything of an installation in one file: the database, evidence files, passwords, the trail's heads. While the
/// application runs the database is copied by PostgreSQL's own base backup: nobody waits, and what is committed until
/// the end is in it.
final class Backup {

    /// First entry: what this file is.
    static final String LABEL = "verdite-backup";

    /// Last entry: that it is whole.
    static final String END = "verdite-backup-end";

    /// Contents that a base backup leaves out (the folders stay).
    private static final Set<String> NOT_COPIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Pattern FIRST_WAL = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

    private final DataDirectory directory;
    private final Archive archive;

    private Backup(DataDirectory directory, Archive archive) {
        this.directory = directory;
        this.archive = archive;
    }

    static int run(Options options) {
        Path file = options.file("backup");
        var directory = DataDirectory.existing(options.data(), options.external());
        if (Files.exists(file)) {
            throw new CannotStart(file + " exists already. Name another file.");
        }
        if (file.startsWith(directory.root())) {
            throw new CannotStart(file + " lies in the data directory it would hold. Name a file elsewhere.");
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var archive = new Archive(new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16))) {
                archive.text(LABEL, "Verdite backup 1\n");
                new Backup(directory, archive).write(options.external());
                archive.text(END, "complete\n");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | SQLException e) {
            throw new CannotStart("The backup could not be written: " + e.getMessage());
        } finally {
            remove(fresh);
        }
        if (options.external()) {
            Commands.say(
                    "An external PostgreSQL is backed up by its own tools (pg_dump or pg_basebackup); this file holds"
                            + " the evidence files, passwords and heads.");
        }
        Commands.say("Backup written to " + file);
        return 0;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Commands.say(System.err, file + " could not be removed: " + e.getMessage());
        }
    }

    private void write(boolean external) throws IOException, SQLException {
        // Heads first: a head in the backup must be in the database that comes after it.
        small();
        if (!external && Files.exists(directory.postgres())) {
            var server = Databases.server(directory);
            if (directory.tryLock()) {
                stopped(server);
            } else {
                server.running();
                running(server);
            }
        }
        // Evidence last: whatever the database names is there by now, and files are never changed.
        if (Files.exists(directory.files())) {
            archive.tree(directory.root(), directory.files(), _ -> true);
        }
    }

    private void small() throws IOException {
        try (Stream<Path> all = Files.list(directory.root())) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(DataDirectory.LOCK) && !name.endsWith(".new") && !name.equals("postgres.log")) {
                    archive.file(name, file);
                }
            }
        }
    }

    private void stopped(EmbeddedPostgres server) throws IOException {
        try {
            if (Files.exists(directory.postgres().resolve("postmaster.pid"))) {
                // Not shut down cleanly: let the server put it in order first.
                server.start();
                server.close();
            }
            archive.tree(directory.root(), directory.postgres(), _ -> true);
        } finally {
            directory.close();
        }
    }

    private void running(EmbeddedPostgres server) throws IOException, SQLException {
        try (Connection superuser = server.superuser("postgres");
                var sql = superuser.createStatement()) {
            // Keeps the log from being recycled until this connection ends.
            sql.execute(
                    "select pg_create_physical_replication_slot('verdite_backup_' || pg_backend_pid(), true, true)");
            sql.execute("select pg_backup_start('verdite', true)");
            Path cluster = directory.postgres();
            archive.tree(directory.root(), cluster, file -> copied(cluster, file));
            try (var rs =
                    sql.executeQuery("select labelfile, spcmapfile, pg_walfile_name(lsn) from pg_backup_stop(false)")) {
                rs.next();
                String label = rs.getString(1);
                archive.text(name(cluster.resolve("backup_label")), label);
                wal(label, rs.getString(3));
            }
        }
    }

    private static boolean copied(Path cluster, Path file) {
        Path inside = cluster.relativize(file);
        String name = file.getFileName().toString();
        return !(inside.getNameCount() > 1
                        && NOT_COPIED.contains(inside.getName(0).toString()))
                && !List.of("postmaster.pid", "postmaster.opts", "backup_label").contains(name)
                && !name.startsWith("pgsql_tmp")
                && !name.equals("pg_internal.init");
    }

    /// From the segment where the copy began to the one where it ended.
    private void wal(String label, String last) throws IOException {
        var first = FIRST_WAL.matcher(label);
        if (!first.find()) {
            throw new IOException("PostgreSQL named no first log segment");
        }
        Path folder = directory.postgres().resolve("pg_wal");
        archive.directory(name(folder.resolve("archive_status")));
        int copied = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                String name = file.getFileName().toString();
                boolean segment = name.matches("[0-9A-F]{24}")
                        && name.compareTo(first.group(1)) >= 0
                        && name.compareTo(last) <= 0;
                if (segment || name.endsWith(".history")) {
                    archive.file(name(file), file);
                    copied += segment ? 1 : 0;
                }
            }
        }
        if (copied == 0) {
            throw new IOException("the log segments of the copy are gone");
        }
    }

    private String name(Path file) {
        return Archive.name(directory.root(), file);
    }
}
