package org.verdite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Puts a backup into an absent or empty data directory; the next start goes on from there.
final class Restore {

    private Restore() {}

    static int run(Options options) {
        Path file = options.file("restore");
        Path root = options.data().toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new CannotStart("There is no file " + file + ".");
        }
        if (!isFree(root)) {
            throw new CannotStart("The data directory " + root
                    + " is not empty. Restore into an empty one with --data, or move that one away first.");
        }
        try (var _ = DataDirectory.locked(root)) {
            unpack(file, root);
        } catch (IOException | CannotStart e) {
            clear(root);
            throw e instanceof CannotStart sentence
                    ? sentence
                    : new CannotStart("The backup could not be restored: " + e.getMessage());
        }
        Commands.say("Restored to " + root + ". Start with: ./verdite start --data " + options.data());
        return 0;
    }

    private static boolean isFree(Path root) {
        if (!Files.exists(root)) {
            return true;
        }
        try (Stream<Path> all = Files.list(root)) {
            // A start that found its port in use leaves its lock and nothing else.
            return all.allMatch(path -> path.getFileName().toString().equals(DataDirectory.LOCK));
        } catch (IOException e) {
            return false;
        }
    }

    private static void unpack(Path file, Path root) throws IOException {
        Files.createDirectories(root);
        boolean first = true;
        boolean complete = false;
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), 1 << 16),
                StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (first && !entry.getName().equals(Backup.LABEL)) {
                    throw notOurs(file);
                }
                complete = entry.getName().equals(Backup.END);
                if (!first && !complete) {
                    put(root, tar, entry);
                }
                first = false;
            }
        } catch (java.util.zip.ZipException e) {
            throw notOurs(file);
        }
        if (first) {
            throw notOurs(file);
        }
        if (!complete) {
            throw new CannotStart(file + " is not whole: its end is missing.");
        }
    }

    private static CannotStart notOurs(Path file) {
        return new CannotStart(file + " is not a backup of Verdite.");
    }

    private static void put(Path root, TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root) || target.equals(root) || !(entry.isFile() || entry.isDirectory())) {
            throw new CannotStart("The backup names a path outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
            return;
        }
        Files.createDirectories(target.getParent());
        Files.createFile(target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(target)) {
            tar.transferTo(out);
        }
    }

    /// Leaves nothing half.
    private static void clear(Path root) {
        try (Stream<Path> all = Files.list(root)) {
            for (Path path : all.toList()) {
                PostgresBinaries.deleteTree(path);
            }
        } catch (IOException e) {
            Commands.say(System.err, root + " could not be cleared: " + e.getMessage());
        }
    }
}
