package org.verdite.actions.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.organisation.Days;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads the register for lists, the desk and the search.
@Component("actions.queries")
@Transactional(readOnly = true)
class ActionQueries {

    record Row(
            long id,
            String title,
            String kind,
            String where,
            String owner,
            int ownerId,
            LocalDate due,
            @Nullable Money cost,
            int evidence,
            boolean evidenceNeeded,
            ActionState state,
            @Nullable LocalDate doneOn,
            String origin,
            String originHref) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Days days;

    ActionQueries(JdbcClient jdbc, Clock clock, Days days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = days;
    }

    LocalDate today(Texts t) {
        return LocalDate.ofInstant(clock.instant(), t.zone());
    }

    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.of(filters, 25, "a.due date", "a.id bigint");
        var rows = jdbc.sql(SELECT + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query(ActionQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.due(), r.id()))
                .probed(() -> jdbc.sql("select count(*) from (select from actions.action a" + where(filters) + " limit "
                                + (Page.CROWD + 1) + ") as n")
                        .params(params(filters, t))
                        .query((rs, _) -> rs.getInt(1))
                        .single());
    }

    List<Row> find(String words, int limit, Texts t) {
        return jdbc.sql(SELECT + " where a.title ilike :words escape '!' order by a.id desc limit :limit")
                .param("lang", t.language())
                .param(
                        "words",
                        "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("limit", limit)
                .query(ActionQueries::row)
                .list();
    }

    /// What the signed-in person, or whoever they stand in for today, owns and has not finished, by due date.
    List<Row> mine(Texts t) {
        return jdbc.sql(SELECT
                        + " where a.owner_id = any(array(select s.holder from organisation.pub_stands_in(:me, :today) s) || :me)"
                        + " and a.state in ('OPEN', 'STARTED') order by a.due, a.id limit 50")
                .param("lang", t.language())
                .param("today", days.today())
                .param("me", me())
                .query(ActionQueries::row)
                .list();
    }

    int waiting() {
        return jdbc.sql("""
                select count(*) from (select from actions.action
                where owner_id = any(array(select s.holder from organisation.pub_stands_in(:me, :today) s) || :me)
                  and state in ('OPEN', 'STARTED') limit 99) a""")
                .param("me", me())
                .param("today", days.today())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// Owners of the actions that come due next.
    Map<String, String> owners(Texts t) {
        var owners = new LinkedHashMap<String, String>();
        owners.put("me", t.of("actions.filter.owner.me"));
        jdbc.sql("""
                select o.owner_id, verdite.text(organisation.pub_person_name(o.owner_id), :lang) as name
                from (select distinct owner_id from (select owner_id from actions.action
                  where state in ('OPEN', 'STARTED') order by due limit 1000) a limit 40) o order by name""")
                .param("lang", t.language())
                .query((rs, _) ->
                        owners.put(String.valueOf(rs.getInt(1)), Objects.requireNonNullElse(rs.getString(2), "")))
                .list();
        return owners;
    }

    /// People an action can be given to, by name.
    Map<String, String> people(Texts t) {
        var people = new LinkedHashMap<String, String>();
        jdbc.sql("""
                select id, verdite.text(name, :lang) as word from organisation.pub_person order by word, id limit 500""")
                .param("lang", t.language())
                .query((rs, _) -> people.put(String.valueOf(rs.getInt(1)), rs.getString(2)))
                .list();
        return people;
    }

    /// Who wrote an action last.
    record Change(String who, Instant at) {}

    Change lastChange(long id, Texts t) {
        return jdbc.sql("""
                select coalesce(verdite.text(organisation.pub_person_name(changed_by), :lang), '') as who, changed_at
                from actions.action where id = :id""")
                .param("lang", t.language())
                .param("id", id)
                .query((rs, _) -> new Change(rs.getString(1), rs.getTimestamp(2).toInstant()))
                .single();
    }

    static int me() {
        return Objects.requireNonNullElse(Scope.current().person(), -1);
    }

    private static final String SELECT = """
            select a.id, a.title, a.kind, verdite.text(u.name, :lang) as place, a.owner_id,
              verdite.text(organisation.pub_person_name(a.owner_id), :lang) as owner_name, a.due, a.cost, a.currency,
              a.evidence_needed, a.state, a.done_on, a.origin_title, a.origin_href,
              (select count(*) from documents.pub_evidence e
               where e.room = 'actions' and e.kind = 'action' and e.key = a.id::text) as evidence
            from actions.action a left join organisation.pub_unit u on u.id = a.unit_id""";

    private static String where(Filters filters) {
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "done" -> " where a.state in ('DONE', 'CANCELLED')";
                    case "mine" -> " where a.state in ('OPEN', 'STARTED') and a.owner_id = :me";
                    case "overdue" -> " where a.state in ('OPEN', 'STARTED') and a.due < :today";
                    default ->
                        filters.has("state") || filters.has("dueBy")
                                ? " where true"
                                : " where a.state in ('OPEN', 'STARTED')";
                });
        if (filters.has("dueBy")) {
            // What came due in that day's year; on the day itself only what is done, for the rest still has it.
            where.append(" and a.state <> 'CANCELLED' and a.due >= date_trunc('year', cast(:dueBy as date))"
                    + " and a.due <= :dueBy and (a.due < :dueBy or a.state = 'DONE')");
        }
        if (filters.has("state")) {
            where.append(" and a.state = :state");
        }
        if (filters.has("kind")) {
            where.append(" and a.kind = :kind");
        }
        if (filters.get("owner").matches("me|\\d{1,9}")) {
            where.append(" and a.owner_id = :owner");
        }
        return where.toString();
    }

    private Map<String, Object> params(Filters filters, Texts t) {
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("me", me());
        params.put("today", today(t));
        params.put("dueBy", dueBy(filters));
        params.put("state", filters.choice("state", ActionState.class));
        params.put("kind", filters.choice("kind", Actions.KINDS));
        String owner = filters.get("owner");
        params.put("owner", owner.matches("\\d{1,9}") ? Integer.parseInt(owner) : me());
        return params;
    }

    private static LocalDate dueBy(Filters filters) {
        try {
            return filters.has("dueBy") ? LocalDate.parse(filters.get("dueBy")) : LocalDate.EPOCH;
        } catch (DateTimeException e) {
            throw new Invalid("dueBy", "ui.form.date", filters.get("dueBy"));
        }
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        BigDecimal cost = rs.getBigDecimal("cost");
        return new Row(
                rs.getLong("id"),
                rs.getString("title"),
                rs.getString("kind"),
                Objects.requireNonNullElse(rs.getString("place"), ""),
                Objects.requireNonNullElse(rs.getString("owner_name"), ""),
                rs.getInt("owner_id"),
                rs.getObject("due", LocalDate.class),
                cost == null ? null : new Money(cost, rs.getString("currency")),
                rs.getInt("evidence"),
                rs.getBoolean("evidence_needed"),
                ActionState.valueOf(rs.getString("state")),
                rs.getObject("done_on", LocalDate.class),
                rs.getString("origin_title"),
                rs.getString("origin_href"));
    }
}
