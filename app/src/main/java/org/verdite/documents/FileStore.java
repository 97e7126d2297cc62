package org.verdite.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;

/// Bytes under their own fingerprint: `files/ab/cdef…`. What was written once is never written again; a file is on the
/// disk before its row is in the database, so a row never points at nothing.
@Component
class FileStore {

    static final long MOST = 25L * 1024 * 1024;

    private final Path root;

    FileStore(@Value("${verdite.data:data}") String data) {
        root = Path.of(data).toAbsolutePath().resolve("files");
    }

    /// A file on its way in: checked, fingerprinted, not yet in its place.
    record Arrived(Path path, long size, String sha256) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// @throws Invalid when it is empty or larger than allowed; nothing stays behind
    Arrived receive(InputStream in) {
        Path file = null;
        try {
            Files.createDirectories(root.resolve("incoming"));
            file = Files.createTempFile(root.resolve("incoming"), "file", ".part");
            var arrived = copy(in, file);
            if (arrived.size() == 0) {
                throw new Invalid("file", "documents.evidence.empty");
            }
            return arrived;
        } catch (IOException e) {
            drop(file);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            drop(file);
            throw e;
        }
    }

    private static Arrived copy(InputStream in, Path file) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            byte[] buffer = new byte[65536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > MOST) {
                    throw new Invalid("file", "documents.evidence.tooLarge", MOST / 1024 / 1024);
                }
                out.write(buffer, 0, n);
            }
            channel.force(true);
        }
        return new Arrived(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    private static void drop(@org.jspecify.annotations.Nullable Path file) {
        if (file != null) {
            new Arrived(file, 0, "").close();
        }
    }

    /// Puts it into its place. The same work is done whether or not equal bytes are already there.
    void settle(Arrived arrived) {
        Path place = place(arrived.sha256());
        try {
            Files.createDirectories(place.getParent());
            if (Files.exists(place)) {
                return;
            }
            Files.move(arrived.path(), place, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            fsync(java.util.Objects.requireNonNull(place.getParent()));
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The entry in the directory must survive a power cut too.
    private static void fsync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// The file with this content, if the disk still has it byte for byte: what is served as proof is what was kept.
    Optional<Path> find(String sha256, long size) {
        Path place = place(sha256);
        try {
            return Files.isRegularFile(place)
                            && Files.size(place) == size
                            && fingerprint(place).equals(sha256)
                    ? Optional.of(place)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[65536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path place(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a fingerprint");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
