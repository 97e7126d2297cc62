package org.verdite.monitoring.web.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.IntakeRow;
import org.verdite.shared.UnitId;

/// An imported file on its way out, as it came: always a download, never taken for a page.
final class ImportContent {

    private ImportContent() {}

    /// Registers what was uploaded: one file, or several that belong together.
    static long register(Intake intake, List<MultipartFile> sent, UnitId unit, @Nullable String sheet)
            throws IOException {
        if (sent.size() == 1) {
            var one = sent.getFirst();
            try (var in = one.getInputStream()) {
                return intake.register(in, name(one), unit, sheet);
            }
        }
        var streams = new ArrayList<InputStream>();
        try {
            for (MultipartFile one : sent) {
                streams.add(one.getInputStream());
            }
            return intake.register(
                    streams, sent.stream().map(ImportContent::name).toList(), unit);
        } finally {
            for (InputStream in : streams) {
                in.close();
            }
        }
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null ? "" : name;
    }

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
