package org.verdite.ui;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file shown beside a record: its page, and a picture of it where a browser can show one.
///
/// @param caption what it shows; the file's name where nothing was said
/// @param picture address of the picture, null for other kinds of file
public record Attachment(
        String path,
        String caption,
        String name,
        String who,
        Instant at,
        @Nullable String picture) {}
