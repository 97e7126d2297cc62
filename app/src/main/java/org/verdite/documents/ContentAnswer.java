package org.verdite.documents;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A file on its way out: streamed, never taken for a page. Only pictures may be shown in place; everything else is
/// handed over as a download, and whatever a browser makes of it runs in a sandbox without scripts.
public final class ContentAnswer {

    private ContentAnswer() {}

    /// @param inline shown in place where it is a picture
    public static ResponseEntity<Resource> of(Evidence.Content content, boolean inline) {
        var file = content.file();
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        String how = inline && file.picture() ? "inline" : "attachment";
        return ResponseEntity.ok()
                .header("Content-Disposition", how + "; filename*=UTF-8''" + name)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'; img-src 'self'; style-src 'none'")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .eTag("\"" + file.sha256() + "\"")
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .contentLength(file.size())
                .body(new FileSystemResource(content.path()));
    }
}
