package org.verdite.risks;

import java.sql.Types;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.ClauseRef;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import org.verdite.ui.SearchSource;

/// What an aspect or a risk has to do with: records of any room, named by their page, and clauses of standards. A link
/// upward is no foreign key; who may not open the record sees its title only.
@Component
public class Links {

    private static final int MOST = 200;

    public record Link(long id, Origin origin) {}

    public record Cited(long id, ClauseRef clause, LocalText name, int document) {}

    private final JdbcClient jdbc;
    private final RiskStore store;
    private final ObjectProvider<SearchSource> searches;

    Links(JdbcClient jdbc, RiskStore store, ObjectProvider<SearchSource> searches) {
        this.jdbc = jdbc;
        this.store = store;
        this.searches = searches;
    }

    /// @param href the record's page: `/monitoring/points/12`
    /// @param title what a person would call it, as the search says
    /// @throws Invalid when no room that is searched has such pages, or it is linked already
    @Transactional
    public void add(Subject subject, String href, String title) {
        var unit = take(subject);
        String path = href.strip();
        if (!path.matches("/[a-z]{1,40}/[A-Za-z0-9_/.-]{1,250}") || path.contains("//") || path.contains("..")) {
            throw new Invalid("href", "risks.invalid.href");
        }
        String room = path.substring(1, path.indexOf('/', 1));
        if (!rooms().contains(room)) {
            throw new Invalid("href", "risks.invalid.room", room);
        }
        String words = title.isBlank() ? path : title.strip();
        new Lengths().most("title", 300, words).check();
        if (of(subject).size() >= MOST) {
            throw new Invalid("href", "ui.form.range", 1, MOST);
        }
        try {
            jdbc.sql("""
                            insert into risks.link (unit_id, aspect_id, risk_id, room, title, href)
                            values (:unit, :aspect, :risk, :room, :title, :href)""")
                    .param("unit", unit.value())
                    .param("aspect", subject.isAspect() ? subject.id() : null, Types.BIGINT)
                    .param("risk", subject.isAspect() ? null : subject.id(), Types.BIGINT)
                    .param("room", room)
                    .param("title", words)
                    .param("href", path)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Invalid("href", "risks.invalid.linked");
        }
    }

    /// The rooms whose records can be found.
    private Set<String> rooms() {
        return searches.stream()
                .map(s -> s.getClass().getPackageName())
                .filter(p -> p.startsWith("org.verdite."))
                .map(p -> p.split("\\.", -1)[2])
                .collect(Collectors.toSet());
    }

    @Transactional
    public void remove(Subject subject, long link) {
        take(subject);
        gone(
                "link",
                link,
                jdbc.sql("delete from risks.link where id = :link and " + column(subject) + " = :id")
                        .param("link", link)
                        .param("id", subject.id())
                        .update());
    }

    /// @throws Invalid when the library has no such clause that the reader may read
    @Transactional
    public void cite(Subject subject, ClauseRef clause) {
        var unit = take(subject);
        boolean known = jdbc.sql("""
                        select exists (select from obligations.pub_clause c where (c.standard, c.edition, c.clause) = (:standard, :edition, :clause))""")
                .param("standard", clause.standard())
                .param("edition", clause.edition())
                .param("clause", clause.clause())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!known) {
            throw new Invalid("clause", "risks.invalid.clause", clause.written());
        }
        jdbc.sql("""
                        insert into risks.cited_clause (unit_id, aspect_id, risk_id, standard, edition, clause)
                        values (:unit, :aspect, :risk, :standard, :edition, :clause) on conflict do nothing""")
                .param("unit", unit.value())
                .param("aspect", subject.isAspect() ? subject.id() : null, Types.BIGINT)
                .param("risk", subject.isAspect() ? null : subject.id(), Types.BIGINT)
                .param("standard", clause.standard())
                .param("edition", clause.edition())
                .param("clause", clause.clause())
                .update();
    }

    @Transactional
    public void uncite(Subject subject, long cited) {
        take(subject);
        gone(
                "clause",
                cited,
                jdbc.sql("delete from risks.cited_clause where id = :cited and " + column(subject) + " = :id")
                        .param("cited", cited)
                        .param("id", subject.id())
                        .update());
    }

    private static void gone(String what, long id, int rows) {
        if (rows == 0) {
            throw new NotHere(what + " " + id);
        }
    }

    private static String column(Subject subject) {
        return subject.isAspect() ? "aspect_id" : "risk_id";
    }

    private UnitId take(Subject subject) {
        return subject.isAspect()
                ? store.take(new AspectId(subject.id())).unit()
                : store.take(new RiskId(subject.id())).unit();
    }

    @Transactional(readOnly = true)
    public List<Link> of(Subject subject) {
        return jdbc.sql("select * from risks.link where " + column(subject) + " = :id order by id limit " + MOST)
                .param("id", subject.id())
                .query((rs, _) -> new Link(
                        rs.getLong("id"),
                        new Origin(
                                rs.getString("room"),
                                "record",
                                rs.getString("href"),
                                rs.getString("title"),
                                rs.getString("href"))))
                .list();
    }

    /// A clause that a draft took away again is not said any more.
    @Transactional(readOnly = true)
    public List<Cited> cited(Subject subject) {
        return jdbc.sql("select k.id, k.standard, k.edition, k.clause, c.name, c.standard_id from risks.cited_clause k"
                        + " join obligations.pub_clause c on (c.standard, c.edition, c.clause) = (k.standard, k.edition, k.clause)"
                        + " where k." + column(subject) + " = :id order by k.standard, k.edition, c.place limit 200")
                .param("id", subject.id())
                .query((rs, _) -> new Cited(
                        rs.getLong("id"),
                        new ClauseRef(rs.getString("standard"), rs.getString("edition"), rs.getString("clause")),
                        Json.text(rs.getString("name")),
                        rs.getInt("standard_id")))
                .list();
    }
}
