package org.verdite.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Pdf;

/// Files records as they stand: a paper of today that no later change of the record touches.
@Component
public class Snapshots {

    private final ObjectProvider<PaperSource> rooms;
    private final Evidence evidence;

    Snapshots(ObjectProvider<PaperSource> rooms, Evidence evidence) {
        this.rooms = rooms;
        this.evidence = evidence;
    }

    private record Found(PaperSource room, Origin record) {}

    /// The record meant by its number or the address of its page, in any room that the reader sees.
    @Transactional(readOnly = true)
    public Optional<Origin> named(String words) {
        return find(words).map(Found::record);
    }

    private Optional<Found> find(String words) {
        return rooms.stream()
                .flatMap(room -> room.named(words.strip()).map(record -> new Found(room, record)).stream())
                .findFirst();
    }

    /// Lays the record down as PDF and keeps it as evidence of something else.
    ///
    /// @param words as {@link #named} took them
    /// @param t the paper's language
    /// @throws NotHere when no room knows such a record for the reader
    @Transactional
    public EvidenceId keep(String words, Texts t, UnitId unit, Origin of) {
        var found = find(words).orElseThrow(() -> new NotHere("record " + words));
        var pdf = new ByteArrayOutputStream();
        try {
            Pdf.write(found.room().paper(found.record(), t), pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = found.record().title().split(" ")[0] + "-" + t.language() + ".pdf";
        return evidence.keep(
                new ByteArrayInputStream(pdf.toByteArray()),
                name,
                "",
                unit,
                of,
                found.record().title());
    }
}
