package org.verdite.monitoring.intake;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.file.FileShape;

/// One import as it stands.
///
/// @param visible the units its mapping's author sees; null for every unit
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
        int version) {

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
