package org.verdite.rectification.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.rectification.Clause;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Nature;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Source;
import org.verdite.shared.Invalid;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads the list of items.
@Component
@Transactional(readOnly = true)
class ItemQueries {

    static final String OPEN =
            "i.state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM')";
    /// What was not effective has ended where a successor goes on.
    static final String GOES_ON = " and i.succeeded_by is null";

    static final String RUNNING =
            "i.state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM', 'VERIFIED',"
                    + " 'INEFFECTIVE')"
                    + " and i.drawn is distinct from false";

    private static final String MY_UNIT = " " + """
            and i.unit_id in (select organisation.pub_below(
              (select p.unit_id from organisation.pub_person p where p.id = :me), verdite.now()::date))""";

    /// Days since the opening, up to today as the reader's clock has it.
    private static final String AGE = " and cast(:today as date) - i.opened_on between :age and :ageMost";

    /// Its owner is not there any more: it waits for another.
    private static final String OWNER_LEFT = " " + """
            and i.owner_id in (select organisation.pub_gone(array(select distinct o.owner_id from rectification.item o
              where o.state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM')
                and o.owner_id is not null), :groupDay))""";

    static final String LATE = "i.due_at <= verdite.now()";

    /// @param record `room.kind` of its first origin, empty when somebody saw it
    /// @param today the day at the item's place
    record Row(
            long id,
            String number,
            String language,
            String title,
            Severity severity,
            Source source,
            String record,
            @Nullable Clause clause,
            String medium,
            String where,
            int ownerId,
            String owner,
            LocalDate deadline,
            Due due,
            ItemState state,
            String workflow,
            LocalDate today) {

        boolean late() {
            return state.running() && due.missed();
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Days days;

    ItemQueries(JdbcClient jdbc, Clock clock, Days days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = days;
    }

    LocalDate today(Texts t) {
        return LocalDate.ofInstant(clock.instant(), t.zone());
    }

    Map<String, Object> params(Filters filters, Texts t) {
        var params = params(filters, t, today(t));
        params.put("groupDay", days.today());
        return params;
    }

    Page<Row> list(Filters filters, Texts t) {
        boolean closed = filters.get("view").equals("closed");
        var keyset = closed
                ? Keyset.descending(filters, 25, "i.deadline date", "i.id bigint")
                : Keyset.of(filters, 25, "i.deadline date", "i.id bigint");
        var rows = jdbc.sql(SELECT + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query(this::row)
                .list();
        return keyset.page(rows, r -> List.of(r.deadline(), r.id()))
                .probed(() -> count(
                        "select from rectification.item i" + where(filters) + " limit " + (Page.CROWD + 1),
                        params(filters, t)));
    }

    private int count(String bounded, Map<String, Object> params) {
        return jdbc.sql("select count(*) from (" + bounded + ") as n")
                .params(params)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// How many open items belong to somebody who has left; a hundred at most.
    int left() {
        return jdbc.sql("select count(*) from (select from rectification.item i where " + OPEN + GOES_ON + OWNER_LEFT
                        + " limit 100) n")
                .param("groupDay", days.today())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// By number, else by words of the title.
    List<Row> find(String words, int limit, Texts t) {
        return jdbc.sql(SELECT + "\n" + """
                where i.number ilike :words escape '!' or i.title ilike :words escape '!' order by i.id desc limit :limit""")
                .param("lang", t.language())
                .param(
                        "words",
                        "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /// What waits for verification, and whose correction it is.
    List<Row> awaiting(Texts t) {
        return jdbc.sql(SELECT
                        + " where i.state in ('DONE_SUBMITTED', 'CORRECTED') and i.drawn is distinct from false"
                        + " order by i.deadline, i.id limit 200")
                .param("lang", t.language())
                .query(this::row)
                .list();
    }

    /// Owners of the items that come due next.
    Map<String, String> owners(Texts t) {
        var owners = new LinkedHashMap<String, String>();
        owners.put("me", t.of("rectification.filter.owner.me"));
        jdbc.sql("select o.owner_id, verdite.text(organisation.pub_person_name(o.owner_id), :lang) as name from ("
                        + "select distinct owner_id from (select i.owner_id from rectification.item i where " + OPEN
                        + " and i.owner_id is not null order by i.deadline limit 1000) n limit 40) o order by name")
                .param("lang", t.language())
                .query((rs, _) ->
                        owners.put(String.valueOf(rs.getInt(1)), Objects.requireNonNullElse(rs.getString(2), "")))
                .list();
        return owners;
    }

    private static final String COLUMNS = """
            select i.id, i.number, i.language, i.title, i.severity, i.medium, i.deadline, i.due_at, i.state, i.workflow, i.time_zone, i.source,
              i.clause_standard, i.clause_edition, i.clause_number,
              organisation.pub_place(i.unit_id, :lang) as unit_name, coalesce(i.owner_id, 0) as owner_id,
              verdite.text(organisation.pub_person_name(i.owner_id), :lang) as owner_name,
              (select o.room || '.' || o.kind from rectification.item_origin o where o.item_id = i.id order by o.id limit 1) as record
            """;
    private static final String SELECT = COLUMNS + " from rectification.item i";

    /// Of each state the items that come due first.
    List<Row> first(List<ItemState> states, int most, Filters filters, Texts t) {
        return jdbc.sql(COLUMNS + " from unnest(cast(:states as text[])) s(state) cross join lateral ("
                        + "select i.* from rectification.item i" + where(filters)
                        + " and i.state = s.state order by i.deadline, i.id limit :most) i")
                .params(params(filters, t))
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .param("most", most)
                .query(this::row)
                .list();
    }

    static String where(Filters filters) {
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "mine" -> " where " + OPEN + GOES_ON + " and (i.owner_id = :me or i.substitute_id = :me)";
                    case "overdue" -> " where " + RUNNING + " and " + LATE;
                    case "verify" -> " where " + OPEN + GOES_ON + " and i.verifier_id = :me";
                    case "closed" ->
                        " where (i.state in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM')"
                                + " or i.succeeded_by is not null)";
                    case "unit" -> " where " + OPEN + GOES_ON + MY_UNIT;
                    case "left" -> " where " + OPEN + GOES_ON + OWNER_LEFT;
                    case "repeat" -> " where " + OPEN + GOES_ON + " and i.repeat_of is not null";
                    case "all" -> " where true";
                    case "", "open" ->
                        " where " + (filters.has("state") || filters.has("stage") ? "true" : OPEN + GOES_ON);
                    default -> throw new Invalid("view", "ui.form.choice");
                });
        add(where, filters, "severity", " and i.severity = :severity");
        add(where, filters, "state", " and i.state = :state");
        add(where, filters, "medium", " and i.medium = :medium");
        if (filters.has("stage")) {
            where.append(" and ").append(Stages.of("stage", Stages.STAGES, filters.get("stage")));
        }
        add(where, filters, "cause", " and i.cause_kind = :cause");
        add(where, filters, "root", Stages.ROOT);
        add(where, filters, "at", " and i.unit_id = :at");
        add(where, filters, "closed", " and i.closed_on between :closedFrom and :closedTo");
        add(where, filters, "changed", " " + """
                and exists (select from rectification.change c where c.item_id = i.id and c.state = 'MADE')""");
        if (filters.has("sample") || filters.has("sampled")) {
            where.append(" and exists (select from rectification.sampled z where z.item_id = i.id and ")
                    .append(Stages.of("sample", Stages.SAMPLED, filters.has("sample") ? filters.get("sample") : "all"))
                    .append(filters.has("sampled") ? " and z.month between :sampledFrom and :sampledTo)" : ")");
        }
        add(where, filters, "age", AGE);
        add(where, filters, "opened", " and i.opened_on between :openedFrom and :openedTo");
        add(where, filters, "late", " and i.deadline < :late");
        add(where, filters, "site", " " + """
                and i.unit_id in (select organisation.pub_below((select s.unit_id from organisation.pub_site s where s.id = :site),
                  (verdite.now() at time zone 'Asia/Shanghai')::date))""");
        if (filters.get("source").contains(".")) {
            where.append(" " + """
                and exists (select from rectification.item_origin o where o.item_id = i.id
                  and o.room || '.' || o.kind = :source)""");
        } else {
            add(where, filters, "source", " and i.source = :source");
        }
        add(where, filters, "nature", " and i.nature = :nature");
        if (filters.has("clause")) {
            where.append(
                    " and (i.clause_standard, i.clause_edition, i.clause_number) = (:standard, :edition, :clause)");
        }
        if (filters.has("owner")) {
            if (!filters.get("owner").equals("me")) {
                filters.integer("owner");
            }
            where.append(" and i.owner_id = :owner");
        }
        return where.toString();
    }

    private static int number(Filters filters, String name) {
        return filters.has(name) ? filters.integer(name) : 0;
    }

    /// `31-90` days, or `181-` and more.
    private static void age(String age, Map<String, Object> params) {
        if (!age.matches("\\d{1,4}-\\d{0,4}")) {
            throw new Invalid("age", "ui.form.choice");
        }
        int least = Integer.parseInt(age.substring(0, age.indexOf('-')));
        String most = age.substring(age.indexOf('-') + 1);
        params.put("age", least);
        params.put("ageMost", most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most));
    }

    private static LocalDate late(Filters filters) {
        try {
            return filters.has("late") ? LocalDate.parse(filters.get("late")) : LocalDate.EPOCH;
        } catch (DateTimeException e) {
            throw new Invalid("late", "ui.form.date", filters.get("late"));
        }
    }

    private static void add(StringBuilder where, Filters filters, String name, String condition) {
        if (filters.has(name)) {
            where.append(condition);
        }
    }

    private static Map<String, Object> params(Filters filters, Texts t, LocalDate today) {
        var params = new HashMap<String, Object>();
        params.put("today", today);
        int me = Objects.requireNonNullElse(Scope.current().person(), -1);
        String owner = filters.get("owner");
        params.put("lang", t.language());
        params.put("me", me);
        params.put("owner", owner.matches("\\d{1,9}") ? Integer.parseInt(owner) : me);
        if (filters.has("opened")) {
            var period = Ledger.Period.of(filters.get("opened"));
            params.put("openedFrom", period.first());
            params.put("openedTo", period.last());
        }
        if (filters.has("closed")) {
            var period = Ledger.Period.of(filters.get("closed"));
            params.put("closedFrom", period.first());
            params.put("closedTo", period.last());
        }
        if (filters.has("sampled")) {
            var period = Ledger.Period.of(filters.get("sampled"));
            params.put("sampledFrom", period.first());
            params.put("sampledTo", period.last());
        }
        if (filters.has("age")) {
            age(filters.get("age"), params);
        }
        params.put("at", number(filters, "at"));
        params.put("site", number(filters, "site"));
        params.put("late", late(filters));
        var clause = ItemWords.clause(filters.get("clause"));
        params.put("standard", clause.standard());
        params.put("edition", clause.edition());
        params.put("clause", clause.number());
        filters.choice("severity", Severity.class);
        filters.choice("state", ItemState.class);
        filters.choice("nature", Nature.class);
        if (!filters.get("source").contains(".")) {
            filters.choice("source", Source.class);
        }
        for (String name : List.of("severity", "state", "medium", "source", "nature", "cause", "root")) {
            params.put(name, filters.get(name));
        }
        return params;
    }

    private Row row(ResultSet rs, int number) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getString("language"),
                rs.getString("title"),
                Severity.valueOf(rs.getString("severity")),
                Source.valueOf(rs.getString("source")),
                Objects.requireNonNullElse(rs.getString("record"), ""),
                rs.getString("clause_standard").isEmpty()
                        ? null
                        : new Clause(
                                rs.getString("clause_standard"),
                                rs.getString("clause_edition"),
                                rs.getString("clause_number")),
                rs.getString("medium"),
                Objects.requireNonNullElse(rs.getString("unit_name"), ""),
                rs.getInt("owner_id"),
                Objects.requireNonNullElse(rs.getString("owner_name"), ""),
                rs.getObject("deadline", LocalDate.class),
                ItemReading.due(rs, ZoneId.of(rs.getString("time_zone")), clock.instant()),
                ItemState.valueOf(rs.getString("state")),
                rs.getString("workflow"),
                LocalDate.ofInstant(clock.instant(), ZoneId.of(rs.getString("time_zone"))));
    }
}
