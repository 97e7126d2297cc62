package org.verdite.monitoring.sensorthings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The eight sets of the sensing core and what they are with us: a point is a thing, its place and the feature that is
/// observed; a series a datastream; a segment of it, with its method and instrument, a sensor.
///
/// Points do not move, so there are no historical locations; the set stands for the clients that expand it.
final class Model {

    static final Map<String, Entity> SETS = new LinkedHashMap<>();

    /// A result known by its day stands at that date's 00:00 UTC; the day itself begins up to so many hours away.
    static final int NEAR_HOURS = 15;

    private static final String GEOMETRY =
            "json_build_object('type', 'Point', 'coordinates', json_build_array(p#.longitude, p#.latitude))";
    private static final String POINT_NAME = "verdite.text(p#.name, :lang)";
    private static final String POINT_WORDS = "concat_ws(', ', p#.kind, p#.code, nullif(p#.receiving_body, ''))";

    /// A result of a day lasted from midnight to midnight where it was measured. What Verdite puts together ends
    /// with its last day, what a file brought with the midnight after it.
    private static final String BEGAN =
            "case when r#.date_only then (r#.started at time zone 'UTC') at time zone p#.time_zone else r#.started end";
    private static final String OVER =
            "case when r#.date_only then (case when s#.derived_from is null then greatest(r#.ended, r#.started + interval '1 day')"
                    + " else r#.ended + interval '1 day' end at time zone 'UTC') at time zone p#.time_zone"
                    + " else r#.ended end";

    /// A segment is what a series is measured by until the next one. A series that never said has a sensor all the
    /// same, since the standard wants one: its id is the series' with a minus.
    private static final String SENSORS = """
        (select g.id, g.series_id, g.method, g.instrument, g.sampling_interval, g.depth_m, g.valid_from, g.valid_to,
           row_number() over (partition by g.series_id order by g.valid_from desc, g.id desc) = 1 as newest
         from monitoring.segment g
         union all
         select -s.id, s.id, '', '', '', null, null, null, true from monitoring.series s
         where not exists (select from monitoring.segment g where g.series_id = s.id)) g#\
        """;

    private static final String SENSOR_NAME =
            "coalesce(nullif(concat_ws(', ', nullif(g#.method, ''), nullif(g#.instrument, '')), ''), 'not stated')";

    private static final String ESCAPED =
            "replace(replace(replace(" + SENSOR_NAME + ", '&', '&amp;'), '<', '&lt;'), '>', '&gt;')";

    private Model() {}

    static {
        things();
        places();
        sensors();
        datastreams();
        observations();
    }

    static @Nullable Entity set(String name) {
        return SETS.get(name);
    }

    static Entity to(Link link) {
        var entity = SETS.get(link.to());
        if (entity == null) {
            throw new IllegalStateException(link.name());
        }
        return entity;
    }

    private static void things() {
        add(
                "Things",
                "Thing",
                "monitoring.point p#",
                "true",
                "p#.id",
                List.of(
                        text("name", POINT_NAME),
                        text("description", POINT_WORDS),
                        text("properties/code", "p#.code"),
                        text("properties/kind", "p#.kind"),
                        text("properties/timeZone", "p#.time_zone"),
                        text("properties/receivingBody", "nullif(p#.receiving_body, '')"),
                        text("properties/receivingClass", "nullif(p#.receiving_class, '')"),
                        number("properties/site", "p#.site_id"),
                        number("properties/unit", "p#.unit_id"),
                        text("properties/validTo", "cast(p#.valid_to as text)"),
                        flag("properties/simulated", "p#.simulated"),
                        text("properties/source", "nullif(p#.data_source, '')"),
                        text("properties/licence", "nullif(p#.data_licence, '')")),
                List.of(
                        many("Locations", "p#.id", "p#.id"),
                        many("HistoricalLocations", "p#.id", "h#.point_id"),
                        many("Datastreams", "p#.id", "s#.point_id")));
    }

    private static void places() {
        add(
                "Locations",
                "Location",
                "monitoring.point p#",
                "p#.latitude is not null and p#.longitude is not null",
                "p#.id",
                List.of(
                        text("name", POINT_NAME),
                        text("description", POINT_WORDS),
                        text("encodingType", "'application/geo+json'"),
                        json("location", "cast(" + GEOMETRY + " as text)")),
                List.of(many("Things", "p#.id", "p#.id"), many("HistoricalLocations", "p#.id", "h#.point_id")));
        add(
                "HistoricalLocations",
                "HistoricalLocation",
                "(select p.id, p.id as point_id, verdite.now() as moved from monitoring.point p where false) h#",
                "true",
                "h#.id",
                List.of(Property.of("time", Form.TIME, "h#.moved")),
                List.of(
                        one("Thing", "Things", false, "h#.point_id", "p#.id"),
                        many("Locations", "h#.point_id", "p#.id")));
        add(
                "FeaturesOfInterest",
                "FeatureOfInterest",
                "monitoring.point p#",
                "true",
                "p#.id",
                List.of(
                        text("name", POINT_NAME),
                        text("description", POINT_WORDS),
                        text("encodingType", "'application/geo+json'"),
                        // a feature without a place is still GeoJSON (RFC 7946, 3.2)
                        json(
                                "feature",
                                "cast(json_build_object('type', 'Feature', 'geometry', case when p#.latitude is null"
                                        + " or p#.longitude is null then null else " + GEOMETRY
                                        + " end, 'properties', json_build_object('code', p#.code)) as text)")),
                List.of(many("Observations", "p#.id", "s#.point_id")));
    }

    private static void sensors() {
        add(
                "Sensors",
                "Sensor",
                SENSORS,
                "true",
                "g#.id",
                List.of(
                        text("name", SENSOR_NAME),
                        text("description", SENSOR_NAME),
                        text("encodingType", "'text/html'"),
                        text("metadata", ESCAPED),
                        text("properties/method", "nullif(g#.method, '')"),
                        text("properties/instrument", "nullif(g#.instrument, '')"),
                        text("properties/samplingInterval", "nullif(g#.sampling_interval, '')"),
                        number("properties/depth", "g#.depth_m"),
                        text("properties/validFrom", "cast(g#.valid_from as text)"),
                        text("properties/validTo", "cast(g#.valid_to as text)"),
                        number("properties/datastream", "g#.series_id")),
                List.of(many("Datastreams", "case when g#.newest then g#.series_id end", "s#.id")));
        put(new Entity(
                "ObservedProperties",
                "ObservedProperty",
                "monitoring.parameter q#",
                "true",
                "q#.code",
                true,
                List.of("q#.code"),
                named(List.of(
                        text("name", "verdite.text(q#.name, :lang)"),
                        text("definition", ":root || '/ObservedProperties(''' || q#.code || ''')'"),
                        text("description", "concat_ws(', ', q#.medium, nullif(q#.cas, ''))"),
                        text("properties/code", "q#.code"),
                        text("properties/medium", "q#.medium"),
                        text("properties/cas", "nullif(q#.cas, '')"),
                        text("properties/unit", "q#.unit"))),
                linked(List.of(new Link("Datastreams", "Datastreams", true, true, "q#.code", "s#.parameter_code")))));
    }

    private static void datastreams() {
        String results = " from monitoring.result r# where r#.series_id = s#.id order by r#.started";
        add(
                "Datastreams",
                "Datastream",
                """
                monitoring.series s# join monitoring.point p# on p#.id = s#.point_id
                join monitoring.parameter q# on q#.code = s#.parameter_code\
                """,
                "true",
                "s#.id",
                List.of(
                        text(
                                "name",
                                "concat(verdite.text(q#.name, :lang), ', ', verdite.text(p#.name, :lang), ', ',"
                                        + " s#.statistic, case when s#.part <> '' then ', ' || s#.part end)"),
                        text(
                                "description",
                                "concat_ws(', ', s#.parameter_code, nullif(s#.fraction, ''), nullif(s#.basis, ''),"
                                        + " s#.statistic, nullif(s#.part, ''), s#.mode)"),
                        text(
                                "observationType",
                                "'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'"),
                        text("unitOfMeasurement/name", "s#.unit"),
                        text("unitOfMeasurement/symbol", "s#.unit"),
                        text("unitOfMeasurement/definition", "cast(null as text)"),
                        new Property(
                                "phenomenonTime",
                                "(select " + BEGAN + results + " limit 1)",
                                Form.SPAN,
                                "(select " + OVER + results + " desc limit 1)",
                                ""),
                        text("properties/parameter", "s#.parameter_code"),
                        text("properties/fraction", "nullif(s#.fraction, '')"),
                        text("properties/basis", "nullif(s#.basis, '')"),
                        text("properties/statistic", "s#.statistic"),
                        text("properties/part", "nullif(s#.part, '')"),
                        text("properties/mode", "s#.mode"),
                        number("properties/unit", "s#.unit_id"),
                        flag("properties/simulated", "p#.simulated"),
                        text("properties/source", "nullif(p#.data_source, '')"),
                        text("properties/licence", "nullif(p#.data_licence, '')")),
                List.of(
                        one("Thing", "Things", false, "s#.point_id", "p#.id"),
                        one("Sensor", "Sensors", false, "s#.id", "case when g#.newest then g#.series_id end"),
                        one("ObservedProperty", "ObservedProperties", true, "s#.parameter_code", "q#.code"),
                        many("Observations", "s#.id", "r#.series_id")));
    }

    /// What is not detected has no result: a number would be taken for measured. What the laboratory could see stands
    /// in `parameters/censored` as it would be written, "<0.005".
    private static void observations() {
        put(new Entity(
                "Observations",
                "Observation",
                """
                monitoring.result r# join monitoring.series s# on s#.id = r#.series_id join monitoring.point p# on p#.id = s#.point_id
                left join monitoring.intake i# on i#.id = r#.intake_id\
                """,
                "true",
                ObservationId.SQL,
                true,
                List.of("r#.series_id", "r#.started", "r#.ended", "r#.sample", "r#.replicate", "r#.run"),
                named(List.of(
                        new Property("phenomenonTime", BEGAN, Form.SPAN, OVER, "r#.started"),
                        Property.of("resultTime", Form.TIME, "coalesce(i#.loaded_at, i#.recorded_at)"),
                        number("result", "case when r#.censor = 0 then r#.value end"),
                        text("resultQuality/flag", "nullif(r#.flag, '')"),
                        text("resultQuality/qualifier", "nullif(r#.qualifier, '')"),
                        flag("resultQuality/counts", "monitoring.counts(r#.flag, r#.qualifier, r#.status)"),
                        text("parameters/sample", "nullif(r#.sample, '')"),
                        number("parameters/replicate", "r#.replicate"),
                        number("parameters/run", "r#.run"),
                        number("parameters/revision", "r#.revision"),
                        text("parameters/qualifier", "nullif(r#.qualifier, '')"),
                        text("parameters/flag", "nullif(r#.flag, '')"),
                        text(
                                "parameters/censored",
                                "case r#.censor when 1 then '<' || r#.level when 2 then '<?' when 3 then '>'"
                                        + " || r#.level when 4 then r#.original end"),
                        text("parameters/original", "r#.original"),
                        text("parameters/originalUnit", "nullif(r#.original_unit, '')"),
                        text(
                                "parameters/verdict",
                                "(array['NO_LIMIT', 'WITHIN', 'WARNING', 'EXCEEDED',"
                                        + " 'NOT_JUDGEABLE'])[r#.verdict + 1]"))),
                linked(List.of(
                        one("Datastream", "Datastreams", false, "r#.series_id", "s#.id"),
                        one("FeatureOfInterest", "FeaturesOfInterest", false, "s#.point_id", "p#.id")))));
    }

    private static void add(
            String set,
            String single,
            String from,
            String where,
            String id,
            List<Property> properties,
            List<Link> links) {
        put(new Entity(set, single, from, where, id, false, List.of(id), named(properties), linked(links)));
    }

    private static void put(Entity entity) {
        SETS.put(entity.set(), entity);
    }

    private static Map<String, Property> named(List<Property> all) {
        var named = new LinkedHashMap<String, Property>();
        all.forEach(p -> named.put(p.name(), p));
        return named;
    }

    private static Map<String, Link> linked(List<Link> all) {
        var named = new LinkedHashMap<String, Link>();
        all.forEach(l -> named.put(l.name(), l));
        return named;
    }

    private static Property text(String name, String sql) {
        return Property.of(name, Form.TEXT, sql);
    }

    private static Property number(String name, String sql) {
        return Property.of(name, Form.NUMBER, sql);
    }

    private static Property flag(String name, String sql) {
        return Property.of(name, Form.FLAG, sql);
    }

    private static Property json(String name, String sql) {
        return Property.of(name, Form.JSON, sql);
    }

    private static Link many(String set, String source, String target) {
        return new Link(set, set, true, false, source, target);
    }

    private static Link one(String name, String set, boolean text, String source, String target) {
        return new Link(name, set, false, text, source, target);
    }
}
