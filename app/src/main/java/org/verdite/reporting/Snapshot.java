package org.verdite.reporting;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Figures to JSON and back without losing a digit.
final class Snapshot {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // the first snapshots know no months
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Snapshot() {}

    static String write(PeriodFigures figures) {
        return MAPPER.writeValueAsString(figures);
    }

    static PeriodFigures read(String json) {
        return MAPPER.readValue(json, PeriodFigures.class);
    }
}
