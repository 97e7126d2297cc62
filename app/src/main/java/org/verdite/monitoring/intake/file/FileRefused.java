package org.verdite.monitoring.intake.file;

import org.verdite.shared.Invalid;

/// The file as a whole can't be taken; the sentence says what was found and what is expected.
public class FileRefused extends Invalid {

    /// @param reason last part of the message key `monitoring.file.…`
    public FileRefused(String reason, Object... args) {
        super("file", "monitoring.file." + reason, args);
    }
}
