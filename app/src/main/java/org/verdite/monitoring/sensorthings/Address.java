package org.verdite.monitoring.sensorthings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.sensorthings.SensorThingsQueries.Reader;
import org.verdite.monitoring.sensorthings.SensorThingsQueries.Where;
import org.verdite.shared.NotHere;

/// What an address below the root names: a set, one entity, or a member of one.
///
/// @param single one entity, which has to be there
/// @param member path of a property, empty for the whole
/// @param ending `$value`, `$ref`, `$count` or empty
record Address(Entity entity, Where where, boolean single, String member, String ending) {

    private static final Pattern SEGMENT = Pattern.compile("(\\w+)(?:\\((.{1,400})\\))?");
    private static final int SEGMENTS = 8;

    static Address of(String path, SensorThingsQueries queries, Reader reader) {
        var segments = new ArrayList<>(List.of(path.split("/")));
        String ending = List.of("$value", "$ref", "$count").contains(segments.getLast()) ? segments.removeLast() : "";
        if (segments.isEmpty() || segments.size() > SEGMENTS) {
            throw new NotHere(path);
        }
        var at = first(segments.removeFirst(), path);
        while (!segments.isEmpty() && at.single()) {
            var m = SEGMENT.matcher(segments.getFirst());
            var link = m.matches() ? at.entity().links().get(m.group(1)) : null;
            if (link == null) {
                break;
            }
            segments.removeFirst();
            at = at.along(link, m.group(2), queries, reader);
        }
        String member = String.join("/", segments);
        if (!segments.isEmpty() && (!at.single() || !at.knows(member)) || ending.equals("$value") && member.isEmpty()) {
            throw new NotHere(path);
        }
        if (ending.equals("$ref") && !member.isEmpty() || ending.equals("$count") && at.single()) {
            throw new NotHere(path);
        }
        return new Address(at.entity(), at.where(), at.single(), member, ending);
    }

    private boolean knows(String member) {
        return entity.properties().keySet().stream().anyMatch(p -> p.equals(member) || p.startsWith(member + "/"));
    }

    private static Address first(String segment, String path) {
        var m = SEGMENT.matcher(segment);
        var entity = m.matches() ? Model.set(m.group(1)) : null;
        if (entity == null) {
            throw new NotHere(path);
        }
        String id = m.group(2);
        return new Address(entity, id == null ? Where.ALL : one(entity, id), id != null, "", "");
    }

    private Address along(Link link, @Nullable String id, SensorThingsQueries queries, Reader reader) {
        Object key = queries.follow(entity, where, link, reader);
        var to = Model.to(link);
        if (id != null && !link.many()) {
            throw new NotHere(link.name());
        }
        var values = new LinkedHashMap<String, Object>();
        values.put("key", key);
        String condition = link.target() + " = :key";
        if (id != null) {
            var one = one(to, id);
            values.putAll(one.values());
            condition += " and " + one.key();
        }
        return new Address(to, new Where(condition, values), id != null || !link.many(), "", "");
    }

    private static Where one(Entity entity, String written) {
        if (!entity.textId()) {
            if (!written.matches("-?\\d{1,9}")) {
                throw new NotHere(written);
            }
            return new Where(entity.id() + " = :id", Map.of("id", Integer.valueOf(written)));
        }
        if (!written.matches("'[^']*'")) {
            throw new NotHere(written);
        }
        String id = written.substring(1, written.length() - 1);
        if (!entity.set().equals("Observations")) {
            return new Where(entity.id() + " = :id", Map.of("id", id));
        }
        var known = ObservationId.of(id);
        if (known == null) {
            throw new NotHere(id);
        }
        return new Where(
                """
                r#.series_id = :series and r#.started = :started and r#.ended = :ended and r#.sample = :sample
                and r#.replicate = :replicate and r#.run = :run\
                """,
                Map.of(
                        "series",
                        known.series(),
                        "started",
                        known.started(),
                        "ended",
                        known.ended(),
                        "sample",
                        known.sample(),
                        "replicate",
                        known.replicate(),
                        "run",
                        known.run()));
    }
}
