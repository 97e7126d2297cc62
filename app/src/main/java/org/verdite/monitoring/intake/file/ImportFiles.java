package org.verdite.monitoring.intake.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Keeps imported files under the data directory by the fingerprint of their content: `imports/<sha256>`.
@Component
public class ImportFiles {

    /// @param utf8 whether all its bytes are UTF-8
    public record Kept(byte[] sha256, long size, boolean utf8) {}

    private final Path directory;
    private final long max;

    ImportFiles(@Value("${verdite.data:./data}") Path data, @Value("${verdite.import.max:512MB}") DataSize max) {
        this.directory = data.resolve("imports");
        this.max = max.toBytes();
    }

    /// What a killed upload left behind is nobody's.
    @EventListener(ApplicationStartedEvent.class)
    void sweep() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var left = Files.newDirectoryStream(directory, "coming*.part")) {
            for (Path part : left) {
                Files.deleteIfExists(part);
            }
        }
    }

    /// Writes the stream to disk; the same content is kept once.
    ///
    /// @throws FileRefused when it is larger than allowed
    public Kept keep(InputStream in) {
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, "coming", ".part");
            try {
                var kept = copy(in, fresh);
                Files.move(fresh, path(kept.sha256()), StandardCopyOption.REPLACE_EXISTING);
                return kept;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept copy(InputStream in, Path fresh) throws IOException {
        var digest = digest();
        var utf8 = new Utf8Check();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (var out = Files.newOutputStream(fresh)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > max) {
                    throw new FileRefused("tooLarge", max >> 20);
                }
                digest.update(buffer, 0, n);
                utf8.see(buffer, n);
                out.write(buffer, 0, n);
            }
        }
        return new Kept(digest.digest(), size, utf8.valid());
    }

    public Path path(byte[] sha256) {
        return directory.resolve(HexFormat.of().formatHex(sha256));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
