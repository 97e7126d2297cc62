package org.verdite.inspections;

import org.jspecify.annotations.Nullable;

/// A clause by its address in the library of standards.
public record ClauseKey(String standard, String edition, String clause) {

    /// `ISO 14001|2026|6.1.2`
    public String written() {
        return standard + "|" + edition + "|" + clause;
    }

    /// Null when it is not written so.
    public static @Nullable ClauseKey read(String written) {
        var parts = written.split("\\|", -1);
        return parts.length == 3 ? new ClauseKey(parts[0].strip(), parts[1].strip(), parts[2].strip()) : null;
    }
}
