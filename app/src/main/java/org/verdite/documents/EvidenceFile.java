package org.verdite.documents;

import java.time.Instant;
import org.verdite.ui.Attachment;

/// A kept file as its record shows it.
///
/// @param size bytes
/// @param sha256 fingerprint of its content, in hexadecimal
/// @param at when it was kept
/// @param who who kept it, in the reader's language
public record EvidenceFile(
        EvidenceId id,
        String name,
        String mediaType,
        long size,
        String sha256,
        String caption,
        Instant at,
        String who) {

    /// True when a browser may show it as a picture.
    public boolean picture() {
        return mediaType.equals("image/jpeg") || mediaType.equals("image/png") || mediaType.equals("image/webp");
    }

    /// The file as a card beside its record.
    public Attachment attachment() {
        return new Attachment(
                path(),
                caption.isEmpty() ? name : caption,
                name,
                who,
                at,
                picture() ? path() + "/content?inline=true" : null);
    }

    public String path() {
        return "/documents/" + id;
    }
}
