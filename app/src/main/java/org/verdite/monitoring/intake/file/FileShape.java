package org.verdite.monitoring.intake.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// How a file is written, found out by reading its beginning.
///
/// @param mark length of the byte-order mark
/// @param header the first line's cells
/// @param sample up to ten lines below it
public record FileShape(Charset encoding, int mark, char delimiter, List<String> header, List<List<String>> sample) {

    /// The same for every file with these columns: by it a remembered mapping is found again.
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\u001f", header).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
