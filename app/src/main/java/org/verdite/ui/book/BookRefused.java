package org.verdite.ui.book;

import org.verdite.shared.Invalid;

/// The workbook as a whole can't be taken; the sentence says what was found and what is expected.
public class BookRefused extends Invalid {

    /// @param reason last part of the message key `ui.book.…`
    public BookRefused(String reason, Object... args) {
        super("file", "ui.book." + reason, args);
    }
}
