package org.verdite.targets.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Scope;
import org.verdite.targets.Holder;
import org.verdite.targets.Letters;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Responsibility letters as a list and as a paper.
@Component
@Transactional(readOnly = true)
class LetterQueries {

    /// @param signedAt null while it waits for its signature
    record Row(
            long id,
            String number,
            int year,
            Holder.Kind kind,
            String who,
            String where,
            int shares,
            Instant issuedAt,
            @Nullable Instant signedAt) {}

    private static final String ROWS = """
            select l.id, l.number, l.year, l.holder, l.issued_at, l.signed_at,
              targets.holder_name(l.holder, l.unit_id, l.position_id, l.contractor_id, :lang) as who,
              coalesce(verdite.text(organisation.pub_unit_name(l.unit_id), :lang), '') as place,
              (select count(*) from targets.letter_line x where x.letter_id = l.id)::int as shares
            from targets.letter l
            """;

    /// Of the signed-in person: their post's, or their company's.
    static final String MINE = """
            (l.holder = 'POST' and organisation.pub_holds(:me, l.position_id, :today)
              or l.holder = 'CONTRACTOR' and organisation.pub_works_for(:me, l.contractor_id, :today))""";

    private final JdbcClient jdbc;
    private final Clock clock;

    LetterQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Those that stand, newest first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "l.id bigint");
        var where = new StringBuilder("where l.superseded_at is null");
        switch (filters.get("view")) {
            case "signed" -> where.append(" and l.signed_at is not null");
            case "all" -> {}
            case "mine" -> where.append(" and ").append(MINE);
            default -> where.append(" and l.signed_at is null");
        }
        if (filters.has("year")) {
            where.append(" and l.year = :year");
        }
        if (filters.has("kind")) {
            where.append(" and l.holder = :kind");
        }
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("year", filters.has("year") ? filters.integer("year") : 0);
        params.put("kind", filters.get("kind"));
        params.put("me", Objects.requireNonNullElse(Scope.current().person(), -1));
        params.put("today", clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
        var rows = jdbc.sql(ROWS + where + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .params(keyset.params())
                .query(LetterQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.id()));
    }

    /// Those that wait for the signed-in person's signature.
    List<Row> waiting(int limit, Texts t) {
        return jdbc.sql(ROWS + "where l.superseded_at is null and l.signed_at is null and " + MINE
                        + " order by l.id limit :limit")
                .param("lang", t.language())
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .param("today", clock.instant().atZone(ZoneOffset.UTC).toLocalDate())
                .param("limit", limit)
                .query(LetterQueries::row)
                .list();
    }

    /// Who a letter speaks to, and where.
    ShareQueries.Named named(Letters.Letter letter, Texts t) {
        return jdbc.sql(ROWS + "where l.id = :id")
                .param("lang", t.language())
                .param("id", letter.id())
                .query((rs, n) -> {
                    var row = row(rs, n);
                    return new ShareQueries.Named(row.who(), row.where());
                })
                .single();
    }

    /// What whoever made it was on that day; empty for nothing.
    String issuersPost(Letters.Letter letter, LocalDate day, Texts t) {
        return jdbc.sql("""
                        select verdite.text(p.title, :lang) from targets.letter l,
                          organisation.pub_posts_between(l.issued_by, organisation.pub_top(l.unit_id), :day, cast(:day as date) + 1) p
                        where l.id = :id limit 1""")
                .param("lang", t.language())
                .param("day", day)
                .param("id", letter.id())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        var signed = rs.getObject("signed_at", OffsetDateTime.class);
        return new Row(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getInt("year"),
                Holder.Kind.valueOf(rs.getString("holder")),
                rs.getString("who"),
                rs.getString("place"),
                rs.getInt("shares"),
                rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                signed == null ? null : signed.toInstant());
    }
}
