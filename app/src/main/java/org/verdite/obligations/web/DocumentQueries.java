package org.verdite.obligations.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.ClauseCiters;
import org.verdite.obligations.ClauseCiters.Cited;
import org.verdite.obligations.Clauses;
import org.verdite.obligations.Clauses.Edition;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// Documents by their clauses, as pages and the API show them.
@Component
@Transactional(readOnly = true)
class DocumentQueries {

    /// @param owner null for one that comes with Verdite, and for a unit above whose name the reader doesn't see
    record DocumentRow(Edition edition, @Nullable LocalText owner) {}

    /// @param depth 0 for a clause at the top: of how many parts its number is
    /// @param before clauses of the edition before that it continues
    /// @param after clauses of the next edition that continue it
    /// @param cited who cites it
    record ClauseRow(
            String number, int depth, LocalText name, List<String> before, List<String> after, List<Cited> cited) {}

    /// @param before the edition it follows
    /// @param next the published edition that follows it
    record Document(
            DocumentRow row,
            @Nullable Edition before,
            @Nullable Edition next,
            List<ClauseRow> clauses) {}

    private final JdbcClient jdbc;
    private final Clauses clauses;
    private final Access access;
    private final ObjectProvider<ClauseCiters> citers;

    DocumentQueries(JdbcClient jdbc, Clauses clauses, Access access, ObjectProvider<ClauseCiters> citers) {
        this.jdbc = jdbc;
        this.clauses = clauses;
        this.access = access;
        this.citers = citers;
    }

    /// Narrowed by `words` in code, edition and name, and by `whose` (LIBRARY or OWN).
    List<DocumentRow> list(Filters filters) {
        var units = units();
        String words = filters.get("words").toLowerCase(Locale.ROOT);
        return clauses.editions().stream()
                .filter(e -> !filters.has("whose") || filters.get("whose").equals("LIBRARY") == (e.unit() == null))
                .filter(e -> words.isEmpty()
                        || (e.code() + " " + e.edition() + " "
                                        + String.join(" ", e.name().texts().values()))
                                .toLowerCase(Locale.ROOT)
                                .contains(words))
                .map(e -> row(e, units))
                .toList();
    }

    private static DocumentRow row(Edition e, Map<Integer, LocalText> units) {
        var unit = e.unit();
        return new DocumentRow(e, unit == null ? null : units.get(unit.value()));
    }

    private Map<Integer, LocalText> units() {
        var units = new HashMap<Integer, LocalText>();
        jdbc.sql("""
                        select u.id, u.name from organisation.pub_unit u
                        where u.id in (select unit_id from obligations.standard where unit_id is not null)""").query(rs -> {
            units.put(rs.getInt("id"), Json.text(rs.getString("name")));
        });
        return units;
    }

    Document document(int id) {
        var edition = clauses.edition(id);
        var next = clauses.next(id);
        var after = new HashMap<String, List<String>>();
        next.ifPresent(n -> clauses.of(n.id())
                .forEach(c -> c.before()
                        .forEach(b ->
                                after.computeIfAbsent(b, _ -> new ArrayList<>()).add(c.number()))));
        var cited = citers.stream()
                .map(c -> c.cited(edition.code(), edition.edition()))
                .toList();
        var rows = clauses.of(id).stream()
                .map(c -> new ClauseRow(
                        c.number(),
                        (int) c.number().chars().filter(x -> x == '.').count(),
                        c.name(),
                        c.before(),
                        after.getOrDefault(c.number(), List.of()),
                        cited.stream()
                                .flatMap(all -> Optional.ofNullable(all.get(c.number())).stream())
                                .toList()))
                .toList();
        return new Document(
                row(edition, units()),
                edition.follows() == null ? null : clauses.edition(edition.follows()),
                next.orElse(null),
                rows);
    }

    /// Units whose documents the reader may write, by id.
    Map<String, String> writable(Texts t) {
        var units = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, verdite.text(name, :lang) as name from organisation.pub_unit where kind in ('GROUP', 'REGION', 'SUBSIDIARY', 'SITE')
                        order by array_position(array['GROUP','REGION','SUBSIDIARY','SITE'], kind), 2""").param("lang", t.language()).query(rs -> {
            if (access.may(Permission.OBLIGATIONS_EDIT, new UnitId(rs.getInt("id")))) {
                units.put(rs.getString("id"), rs.getString("name"));
            }
        });
        return units;
    }
}
