package org.verdite.organisation;

import java.util.Set;
import org.verdite.shared.Invalid;
import org.verdite.ui.Json;
import tools.jackson.core.JacksonException;

/// A GeoJSON geometry (RFC 7946) as far as it is checked before it is kept.
final class Geometry {

    private static final Set<String> KINDS =
            Set.of("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon");

    private Geometry() {}

    static void check(String geojson) {
        if (geojson.length() > 200_000) {
            throw new Invalid("geojson", "ui.form.tooLong", 200_000, geojson.length());
        }
        try {
            var shape = Json.mapper().readTree(geojson);
            if (KINDS.contains(shape.path("type").asString(""))
                    && shape.path("coordinates").isArray()) {
                return;
            }
        } catch (JacksonException e) {
            throw new Invalid("geojson", "organisation.invalid.geometry");
        }
        throw new Invalid("geojson", "organisation.invalid.geometry");
    }
}
