package org.verdite.reporting;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Figures to JSON and back without losing a digit.
final class Snapshot {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Snapshot() {}

    static String write(YearFigures figures) {
        return MAPPER.writeValueAsString(figures);
    }

    static YearFigures read(String json) {
        return MAPPER.readValue(json, YearFigures.class);
    }
}
