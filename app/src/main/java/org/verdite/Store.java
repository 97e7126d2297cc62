package org.verdite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where this installation keeps its data, and as whom it may come there.
///
/// @param owner role that owns the tables and migrates them
/// @param app role the application works as: owns nothing, bypasses no policy
/// @param data evidence files and the trail's heads lie here
/// @param embedded the server that stops with the application; null for an external PostgreSQL
record Store(
        String url,
        String owner,
        String ownerPassword,
        String app,
        String appPassword,
        Path data,
        @Nullable EmbeddedPostgres embedded)
        implements AutoCloseable {

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    @Override
    public String toString() {
        return "Store[" + url + "]";
    }
}
