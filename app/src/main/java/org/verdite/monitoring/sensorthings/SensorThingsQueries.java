package org.verdite.monitoring.sensorthings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.sensorthings.Asked.Expansion;
import org.verdite.monitoring.sensorthings.Asked.Order;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// Entities as they are asked for: one statement for a set, one for each expansion whatever the number of rows.
@Component
@Transactional(readOnly = true)
class SensorThingsQueries {

    /// Rows of one expansion; more are refused rather than gathered.
    private static final int EXPANDED = 20_000;

    /// @param key a condition with `#`, whose values are in `values` by the names it uses
    record Where(String key, Map<String, Object> values) {

        static final Where ALL = new Where("true", Map.of());
    }

    /// @param language of names
    /// @param root of all links
    record Reader(String language, String root) {

        Bound bound(Where where) {
            var bound = new Bound(language, root);
            bound.values().putAll(where.values());
            return bound;
        }
    }

    /// @param links keys by which links lead on
    record Row(Object id, Map<String, Object> json, Map<String, Object> links) {}

    record Rows(List<Row> rows, boolean more) {}

    private final JdbcClient jdbc;

    SensorThingsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The key by which a link leads on from the one entity of a condition; absent where it leads nowhere.
    Object follow(Entity entity, Where where, Link link, Reader reader) {
        return jdbc.sql("select " + Entity.numbered(link.source(), 0) + " as key from " + from(entity, where))
                .params(reader.bound(where).values())
                .query((rs, _) -> rs.getObject(1))
                .optional()
                .orElseThrow(() -> new NotHere(entity.single()));
    }

    long count(Entity entity, Where where, Asked asked, Reader reader) {
        var bound = reader.bound(where);
        String filter = FilterReader.condition(asked.filter(), entity, bound);
        return jdbc.sql("select count(*) from " + from(entity, where) + " and " + filter)
                .params(bound.values())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// A page of a set with what is expanded.
    Rows page(Entity entity, Where where, Asked asked, Reader reader) {
        var bound = reader.bound(where);
        String sql = select(entity, asked, "") + " from " + from(entity, where) + rest(entity, asked, bound);
        var found = jdbc.sql(sql)
                .params(bound.values())
                .query((rs, _) -> row(rs, entity, asked, reader))
                .list();
        var rows = cut(found, asked.top());
        expand(entity, rows.rows(), asked, reader);
        return rows;
    }

    private static Rows cut(List<Row> found, int top) {
        // nothing was asked for: a next page would be the same again
        return new Rows(found.size() > top ? found.subList(0, top) : found, top > 0 && found.size() > top);
    }

    private static String from(Entity entity, Where where) {
        return Entity.numbered(entity.from() + " where " + entity.where() + " and " + where.key(), 0);
    }

    private static String rest(Entity entity, Asked asked, Bound bound) {
        String after = asked.after() == null ? "" : " and " + after(asked, asked.after(), bound);
        return " and " + FilterReader.condition(asked.filter(), entity, bound) + after + " order by "
                + Entity.numbered(order(entity, asked), 0) + " limit " + (asked.top() + 1) + " offset "
                + asked.skip();
    }

    /// Observations in the order of their time, which is theirs where none is asked for, are turned by key: the next
    /// page costs as much as the first.
    static boolean keyed(Entity entity, Asked asked) {
        return entity.set().equals("Observations")
                && (asked.order().isEmpty()
                        || asked.order().size() == 1
                                && asked.order().getFirst().property().name().equals("phenomenonTime"));
    }

    private static final String BY_TIME = "r#.started, r#.ended, r#.series_id, r#.sample, r#.replicate, r#.run";

    private static boolean descending(Asked asked) {
        return !asked.order().isEmpty() && asked.order().getFirst().descending();
    }

    private static String order(Entity entity, Asked asked) {
        if (keyed(entity, asked)) {
            return descending(asked) ? BY_TIME.replace(",", " desc,") + " desc" : BY_TIME;
        }
        var all = new ArrayList<String>();
        for (Order order : asked.order()) {
            all.add("(" + order.property().sorted() + ")" + (order.descending() ? " desc nulls last" : " nulls first"));
        }
        all.addAll(entity.order());
        return String.join(", ", all);
    }

    private static String after(Asked asked, ObservationId id, Bound bound) {
        if (!asked.order().isEmpty()
                        && !asked.order().getFirst().property().name().equals("phenomenonTime")
                || asked.order().size() > 1) {
            throw new BadQuery("$skiptoken", 0, "monitoring.sensorthings.bad.option");
        }
        String series = bound.value(id.series());
        String started = bound.value(id.started());
        String tail = "cast(" + bound.value(id.sample()) + " as text), cast(" + bound.value(id.replicate())
                + " as smallint), cast(" + bound.value(id.run()) + " as smallint))";
        String ended = bound.value(id.ended());
        String than = descending(asked) ? "<" : ">";
        // said again for the first column alone: by it the partitions are chosen
        return Entity.numbered(
                "r#.started " + than + "= " + started + " and (" + BY_TIME + ") " + than + " (" + started + ", " + ended
                        + ", " + series + ", " + tail,
                0);
    }

    private static List<Property> wanted(Entity entity, Asked asked) {
        return entity.properties().values().stream()
                .filter(p -> asked.select().isEmpty()
                        || asked.select().stream()
                                .anyMatch(s -> p.name().equals(s) || p.name().startsWith(s + "/")))
                .toList();
    }

    private static String select(Entity entity, Asked asked, String more) {
        var columns = new ArrayList<String>();
        columns.add(entity.id() + " as id");
        int n = 0;
        for (var property : wanted(entity, asked)) {
            columns.add(property.sql() + " as c" + n);
            if (property.form() == Form.SPAN) {
                columns.add(property.end() + " as e" + n);
            }
            n++;
        }
        int k = 0;
        for (var link : entity.links().values()) {
            columns.add(link.source() + " as k" + k++);
        }
        return "select " + Entity.numbered(String.join(", ", columns), 0) + more;
    }

    private static Row row(ResultSet rs, Entity entity, Asked asked, Reader reader) throws SQLException {
        Object id = rs.getObject("id");
        String self = self(entity, id, reader);
        var json = new LinkedHashMap<String, Object>();
        json.put("@iot.id", id);
        json.put("@iot.selfLink", self);
        int n = 0;
        for (var property : wanted(entity, asked)) {
            put(json, property.name(), value(rs, property, n++));
        }
        var links = new LinkedHashMap<String, Object>();
        int k = 0;
        for (var link : entity.links().values()) {
            Object key = rs.getObject("k" + k++);
            if (key != null) {
                links.put(link.name(), key);
            }
            if (asked.select().isEmpty() || asked.select().contains(link.name())) {
                json.put(link.name() + "@iot.navigationLink", self + "/" + link.name());
            }
        }
        return new Row(id, json, links);
    }

    static String self(Entity entity, Object id, Reader reader) {
        return reader.root() + "/" + entity.set() + "(" + (entity.textId() ? "'" + id + "'" : id) + ")";
    }

    /// Nested members that are empty are left out; the entity's own are null.
    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            json.put(name, value);
            return;
        }
        var inner = (Map<String, Object>)
                json.computeIfAbsent(name.substring(0, slash), _ -> new LinkedHashMap<String, Object>());
        if (value != null || name.startsWith("unitOfMeasurement")) {
            inner.put(name.substring(slash + 1), value);
        }
    }

    private static @Nullable Object value(ResultSet rs, Property property, int n) throws SQLException {
        return switch (property.form()) {
            case TEXT -> rs.getString("c" + n);
            case NUMBER, FLAG -> rs.getObject("c" + n);
            case TIME -> time(rs, "c" + n);
            case SPAN -> {
                String from = time(rs, "c" + n);
                String to = time(rs, "e" + n);
                yield from == null || to == null || from.equals(to) ? from : from + "/" + to;
            }
            case JSON -> {
                String text = rs.getString("c" + n);
                yield text == null ? null : Json.mapper().readValue(text, Object.class);
            }
        };
    }

    private static @Nullable String time(ResultSet rs, String column) throws SQLException {
        var time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().toString();
    }

    private void expand(Entity entity, List<Row> rows, Asked asked, Reader reader) {
        for (var expansion : asked.expand()) {
            var found = expanded(rows, expansion, reader);
            for (var row : rows) {
                Object key = row.links().get(expansion.link().name());
                var of = key == null ? List.<Row>of() : found.getOrDefault(key, List.of());
                answer(entity, row, expansion, of, reader);
            }
        }
    }

    private static void answer(Entity entity, Row row, Expansion expansion, List<Row> found, Reader reader) {
        var link = expansion.link();
        row.json().remove(link.name() + "@iot.navigationLink");
        if (!link.many()) {
            row.json()
                    .put(link.name(), found.isEmpty() ? null : found.getFirst().json());
            return;
        }
        var cut = cut(found, expansion.asked().top());
        row.json().put(link.name(), cut.rows().stream().map(Row::json).toList());
        if (cut.more()) {
            row.json()
                    .put(
                            link.name() + "@iot.nextLink",
                            NextLink.of(
                                    self(entity, row.id(), reader) + "/" + link.name(),
                                    Model.to(link),
                                    expansion.asked(),
                                    cut.rows()));
        }
    }

    /// What a link leads to from many rows at once, by the key.
    private Map<Object, List<Row>> expanded(List<Row> rows, Expansion expansion, Reader reader) {
        var link = expansion.link();
        var keys = new LinkedHashSet<Object>();
        rows.forEach(r -> {
            if (r.links().containsKey(link.name())) {
                keys.add(r.links().get(link.name()));
            }
        });
        var to = Model.to(link);
        var asked = expansion.asked();
        if (keys.isEmpty()) {
            // what can't be read is refused whether there is something to read or not
            FilterReader.condition(asked.filter(), to, reader.bound(Where.ALL));
            return Map.of();
        }
        String type = link.text() ? "text" : "int";
        var where = new Where(link.target() + " = k.v", Map.of());
        var bound = reader.bound(where);
        String keyed = bound.value(keys.stream().map(String::valueOf).collect(Collectors.joining(",")));
        String sql = "select x.*, k.v as parent from unnest(cast(string_to_array(" + keyed + ", ',') as " + type
                + "[])) with ordinality k(v, n) cross join lateral (select y.*, row_number() over () as nth from ("
                + select(to, asked, "") + " from " + from(to, where) + rest(to, asked, bound)
                + ") y) x order by k.n, x.nth limit " + (EXPANDED + 1);
        var byKey = new LinkedHashMap<Object, List<Row>>();
        var all = new ArrayList<Row>();
        jdbc.sql(sql).params(bound.values()).query(rs -> {
            var row = row(rs, to, asked, reader);
            all.add(row);
            byKey.computeIfAbsent(rs.getObject("parent"), _ -> new ArrayList<>())
                    .add(row);
        });
        if (all.size() > EXPANDED) {
            throw new BadQuery("$expand", 0, "monitoring.sensorthings.bad.large", String.valueOf(EXPANDED));
        }
        expand(to, all, asked, reader);
        return byKey;
    }
}
