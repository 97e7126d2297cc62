package org.verdite.monitoring.intake;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.file.FileShape;
import org.verdite.ui.book.SheetFound;
import org.verdite.ui.book.SheetNote;

/// One import as it stands.
///
/// @param visible the units its mapping's author sees; null for every unit
/// @param sheet the one that is read of a workbook; empty for a text
/// @param sheets all of a workbook; none for a text
/// @param mappingVersion how often it was mapped: a dry run speaks of one mapping only
public record IntakeRow(
        int id,
        int unit,
        String source,
        @Nullable Integer sourceId,
        String fileName,
        byte[] sha256,
        IntakeState state,
        long size,
        String encoding,
        char delimiter,
        List<String> header,
        String fingerprint,
        @Nullable MappingSpec mapping,
        int @Nullable [] visible,
        @Nullable Long job,
        String failure,
        LoadResult result,
        long lines,
        String who,
        Instant at,
        @Nullable Instant loadedAt,
        int mappingVersion,
        int version,
        String sheet,
        List<SheetFound> sheets,
        List<SheetNote> sheetNotes) {

    /// Whether the file is a workbook; what is read is one of its sheets, as text.
    public boolean workbook() {
        return !sheets.isEmpty();
    }

    /// The chosen sheet's place in the workbook.
    int sheetPlace() {
        return Math.max(0, sheets.stream().map(SheetFound::name).toList().indexOf(sheet));
    }

    FileShape shape(int mark) {
        return new FileShape(Charset.forName(encoding), mark, delimiter, header, List.of());
    }

    MappingSpec requireMapping() {
        if (mapping == null) {
            throw new org.verdite.shared.Refused("monitoring.import.refused.notMapped");
        }
        return mapping;
    }
}
