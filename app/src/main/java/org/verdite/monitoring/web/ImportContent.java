package org.verdite.monitoring.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.verdite.monitoring.intake.IntakeRow;

/// An imported file on its way out, as it came: always a download, never taken for a page.
final class ImportContent {

    private ImportContent() {}

    static ResponseEntity<Resource> answer(IntakeRow row, Path path) {
        String name = row.fileName().isEmpty() ? "import-" + row.id() : row.fileName();
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .eTag("\"" + HexFormat.of().formatHex(row.sha256()) + "\"")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(row.size())
                .body(new FileSystemResource(path));
    }
}
