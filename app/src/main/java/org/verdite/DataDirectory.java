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
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Everything one installation keeps on disk: the embedded database, evidence files, generated passwords, the trail's
/// heads.
/// One process at a time: the lock is taken before anything else is touched and held until the process ends.
final class DataDirectory implements AutoCloseable {

    private final Path root;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
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
        try {
            Files.createDirectories(root);
            channel = new RandomAccessFile(root.resolve("verdite.lock").toFile(), "rw").getChannel();
            lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new Commands.CannotStart("The data directory " + root + " can't be written: " + e.getMessage());
        }
    }

    /// Passwords made on the first start, readable by the owner only.
    Properties secrets() {
        Path file = root.resolve("secrets.properties");
        var secrets = new Properties();
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    secrets.load(reader);
                }
                return secrets;
            }
            var random = new SecureRandom();
            for (String role : new String[] {"super", "owner", "app"}) {
                byte[] bytes = new byte[24];
                random.nextBytes(bytes);
                secrets.setProperty(role, HexFormat.of().formatHex(bytes));
            }
            writePrivately(file, secrets);
            return secrets;
        } catch (IOException e) {
            throw new Commands.CannotStart("The passwords in " + file + " can't be read or written: " + e.getMessage());
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
