package org.verdite.documents.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceId;
import org.verdite.shared.Invalid;
import org.verdite.shared.Origin;

/// Files from outside: all of one sending are kept, or none. The record they prove is looked up by its own room.
@Component
class EvidenceUpload {

    private static final int MOST = 10;

    private final Evidence evidence;

    EvidenceUpload(Evidence evidence) {
        this.evidence = evidence;
    }

    @Transactional
    public List<EvidenceId> take(List<MultipartFile> files, String room, String kind, String key, String caption) {
        var sent = files.stream()
                .filter(f ->
                        !Objects.requireNonNullElse(f.getOriginalFilename(), "").isEmpty())
                .toList();
        if (sent.isEmpty()) {
            throw new Invalid("file", "documents.evidence.none");
        }
        if (sent.size() > MOST) {
            throw new Invalid("file", "documents.evidence.tooMany", MOST);
        }
        var place = evidence.place(room, kind, key);
        var origin = Objects.requireNonNullElseGet(
                place.origin(), () -> new Origin(room, kind, key, kind + " " + key, "/" + room));
        var kept = new ArrayList<EvidenceId>();
        for (var file : sent) {
            try (var in = file.getInputStream()) {
                kept.add(evidence.keep(
                        in,
                        Objects.requireNonNullElse(file.getOriginalFilename(), "file"),
                        Objects.requireNonNullElse(file.getContentType(), ""),
                        place.unit(),
                        origin,
                        caption));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }
}
