package org.verdite.documents.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Scope;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads files and what they prove for the pages.
@Component
@Transactional(readOnly = true)
class EvidenceQueries {

    static final Map<String, List<String>> KINDS = Map.of(
            "picture", List.of("image/jpeg", "image/png", "image/webp", "image/heic"),
            "pdf", List.of("application/pdf"),
            "office",
                    List.of(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            "text", List.of("text/csv", "text/plain"));

    /// @param proves what the row's link names
    record Row(
            long linkId,
            long id,
            String name,
            String caption,
            long size,
            String room,
            String proves,
            String href,
            String where,
            String who,
            Instant at) {}

    /// One thing a file proves.
    record Link(String room, String title, String href, String where, Instant at) {}

    /// What stands beside the file itself.
    record More(
            String className,
            String retention,
            boolean hold,
            @Nullable Instant capturedAt) {}

    private final JdbcClient jdbc;

    EvidenceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> list(Filters filters, String language) {
        var keyset = Keyset.descending(filters, 25, "l.id bigint");
        var rows = jdbc.sql(SELECT + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .param("lang", language)
                .params(params(filters))
                .params(keyset.params())
                .query(EvidenceQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.linkId()));
    }

    List<Row> find(String words, int limit, String language) {
        return jdbc.sql(SELECT + "\n" + """
                where e.name ilike :words escape '!' or e.caption ilike :words escape '!' order by l.id desc limit :limit""")
                .param("lang", language)
                .param(
                        "words",
                        "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("limit", limit)
                .query(EvidenceQueries::row)
                .list();
    }

    List<Link> links(long id, String language) {
        return jdbc.sql("""
                select l.room, l.title, l.href, verdite.text(u.name, :lang) as place, l.linked_at
                from documents.evidence_link l left join organisation.pub_unit u on u.id = l.unit_id
                where l.evidence_id = :id order by l.id limit 100""")
                .param("id", id)
                .param("lang", language)
                .query((rs, _) -> new Link(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getString(3),
                        Objects.requireNonNullElse(rs.getString(4), ""),
                        rs.getTimestamp(5).toInstant()))
                .list();
    }

    Optional<More> more(long id) {
        return jdbc.sql("select class, retention, legal_hold, captured_at from documents.evidence where id = :id")
                .param("id", id)
                .query((rs, _) -> {
                    var captured = rs.getTimestamp(4);
                    return new More(
                            rs.getString(1),
                            rs.getString(2),
                            rs.getBoolean(3),
                            captured == null ? null : captured.toInstant());
                })
                .optional();
    }

    /// The rooms whose records the newest files prove.
    List<String> rooms() {
        return jdbc.sql("""
                select distinct room from (select room from documents.evidence_link order by id desc limit 2000) l
                order by room""").query((rs, _) -> rs.getString(1)).list();
    }

    private static final String SELECT = """
            select l.id as link_id, e.id, e.name, e.caption, e.size, l.room, l.title, l.href,
              verdite.text(u.name, :lang) as place,
              coalesce(verdite.text(organisation.pub_person_name(e.kept_by), :lang), e.who) as keeper, e.kept_at
            from documents.evidence_link l join documents.evidence e on e.id = l.evidence_id
            left join organisation.pub_unit u on u.id = l.unit_id""";

    private static String where(Filters filters) {
        var where = new StringBuilder(" where true");
        if (filters.has("room")) {
            where.append(" and l.room = :room");
        }
        if (KINDS.containsKey(filters.get("kind"))) {
            where.append(" and e.media_type in (:types)");
        }
        if (filters.has("mine")) {
            where.append(" and e.kept_by = :me");
        }
        return where.toString();
    }

    private static Map<String, Object> params(Filters filters) {
        var params = new HashMap<String, Object>();
        params.put("room", filters.get("room"));
        params.put("types", KINDS.getOrDefault(filters.get("kind"), List.of("-")));
        params.put("me", Objects.requireNonNullElse(Scope.current().person(), -1));
        return params;
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("link_id"),
                rs.getLong("id"),
                rs.getString("name"),
                rs.getString("caption"),
                rs.getLong("size"),
                rs.getString("room"),
                rs.getString("title"),
                rs.getString("href"),
                Objects.requireNonNullElse(rs.getString("place"), ""),
                rs.getString("keeper"),
                rs.getTimestamp("kept_at").toInstant());
    }
}
