package org.verdite.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.util.DigestUtils;

/// The address of the icons with the version of their content, as the resource chain serves it: it may be kept for a
/// year, and changes with the first icon that does. Known without a request, since every template shows icons.
public final class Icons {

    public static final String SPRITE = "/ui/icons-" + version() + ".svg";

    private Icons() {}

    private static String version() {
        try (var content = Objects.requireNonNull(Icons.class.getResourceAsStream("/static/ui/icons.svg"))) {
            return DigestUtils.md5DigestAsHex(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
