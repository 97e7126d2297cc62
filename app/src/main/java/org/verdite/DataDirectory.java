package org.verdite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Everything one installation keeps on disk: the embedded database, evidence files, generated passwords, the trail's
/// heads. One process at a time: the lock is taken before anything else is touched and held until the process ends.
final class DataDirectory implements AutoCloseable {

    static final String LOCK = "verdite.lock";
    private static final String SECRETS = "secrets.properties";
    private static final String NO_DEMONSTRATION = "no-demonstration";

    private static final List<String> ROLES = List.of("super", "owner", "app");

    private final Path root;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /// Held by this process until it ends.
    static DataDirectory locked(Path root) {
        var directory = new DataDirectory(root);
        if (!directory.tryLock()) {
            throw new CannotStart("Another Verdite is using the data directory " + directory.root
                    + ". Stop it first, or give another directory with --data.");
        }
        return directory;
    }

    /// One that a start has made before; nothing is created.
    ///
    /// @param external its database lies elsewhere
    static DataDirectory existing(Path root, boolean external) {
        var directory = new DataDirectory(root);
        if (!directory.hasSecrets() && !(external && Files.isDirectory(directory.root))) {
            throw new CannotStart("There is no Verdite data in " + directory.root
                    + ". Give the right directory with --data, or start once.");
        }
        return directory;
    }

    Path root() {
        return root;
    }

    boolean hasSecrets() {
        return Files.exists(root.resolve(SECRETS));
    }

    /// Says that this directory never loads the demonstration.
    void withoutDemonstration() {
        try {
            if (wantsDemonstration()) {
                Files.createFile(root.resolve(NO_DEMONSTRATION));
            }
        } catch (IOException e) {
            throw new CannotStart("The data directory " + root + " can't be written: " + e.getMessage());
        }
    }

    boolean wantsDemonstration() {
        return !Files.exists(root.resolve(NO_DEMONSTRATION));
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path files() {
        return root.resolve("files");
    }

    Path heads() {
        return root.resolve("trail-heads.log");
    }

    /// @return false when another process holds the directory
    boolean tryLock() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new CannotStart("The data directory " + root + " is a file. Give a directory with --data.");
        }
        try {
            Files.createDirectories(root);
            channel = new RandomAccessFile(root.resolve(LOCK).toFile(), "rw").getChannel();
            lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new CannotStart("The data directory " + root + " can't be written: " + e.getMessage());
        }
    }

    /// Passwords made on the first start, readable by the owner only.
    Properties secrets() {
        Path file = root.resolve(SECRETS);
        var secrets = new Properties();
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    secrets.load(reader);
                }
                for (String role : ROLES) {
                    if (secrets.getProperty(role, "").isEmpty()) {
                        throw new CannotStart("The data directory " + root + " is broken: " + SECRETS
                                + " lacks the password “" + role + "”. Restore it from a backup.");
                    }
                }
                return secrets;
            }
            var random = new SecureRandom();
            for (String role : ROLES) {
                byte[] bytes = new byte[24];
                random.nextBytes(bytes);
                secrets.setProperty(role, HexFormat.of().formatHex(bytes));
            }
            writePrivately(file, secrets);
            return secrets;
        } catch (IOException e) {
            throw new CannotStart("The passwords in " + file + " can't be read or written: " + e.getMessage());
        }
    }

    private static void writePrivately(Path file, Properties secrets) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(fresh);
        }
        var text = new StringBuilder("# Passwords of the embedded PostgreSQL. Keep them with the data.\n");
        secrets.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> text.append(name)
                        .append('=')
                        .append(secrets.getProperty(name))
                        .append('\n'));
        Files.writeString(fresh, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(fresh, file);
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.release();
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the lock of " + root + " could not be released", e);
        }
    }
}
