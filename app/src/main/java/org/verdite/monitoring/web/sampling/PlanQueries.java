package org.verdite.monitoring.web.sampling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Plans of sampling and the rounds that follow from them.
@Component
@Transactional(readOnly = true)
class PlanQueries {

    private static final int PAGE = 25;

    /// How long ago a round may have been missed and still be asked for, and how far ahead the list looks.
    private static final int BACK = 731;

    private static final int AHEAD = 61;

    record PlanRow(
            int id,
            int unit,
            int site,
            @Nullable LocalText siteName,
            String zone,
            String code,
            LocalText name,
            int every,
            String period,
            int onDay,
            int graceDays,
            LocalDate starts,
            @Nullable LocalDate ends,
            String note,
            int version,
            int points) {

        String path() {
            return "/monitoring/plans/" + id;
        }

        /// Every second month on day 10.
        String rhythm(Texts t) {
            String day = period.equals("WEEK")
                    ? t.of("monitoring.plan.weekday." + onDay)
                    : t.of("monitoring.plan.dayOfMonth", onDay);
            return t.of("monitoring.plan.rhythm." + period, every, day);
        }
    }

    record PointOf(int point, String code, LocalText name, String kind, List<String> parameters, List<String> names) {}

    record Round(
            int plan,
            int unit,
            String code,
            LocalText name,
            @Nullable LocalText siteName,
            LocalDate day,
            LocalDate lateOn,
            int points,
            int sampled,
            String skipReason,
            String state) {

        String path() {
            return "/monitoring/rounds/" + plan + "/" + day;
        }

        State sign() {
            return PlanQueries.sign(state);
        }
    }

    /// A point of a round with the sample that was taken there, if one was.
    record RoundPoint(
            PointOf point,
            String label,
            @Nullable Integer sample,
            String number,
            @Nullable Instant takenAt,
            String takenBy) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    PlanQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static State sign(String state) {
        return switch (state) {
            case "DONE" -> State.OK;
            case "LATE" -> State.BAD;
            case "DUE" -> State.OPEN;
            default -> State.IDLE;
        };
    }

    private static final String SELECT = """
            select l.*, o.name as site_name, o.time_zone,
              (select count(*)::int from monitoring.sampling_plan_point x where x.plan_id = l.id) as points
            from monitoring.sampling_plan l left join organisation.pub_site o on o.id = l.site_id""";

    Page<PlanRow> page(Filters filters) {
        var keyset = Keyset.of(filters, PAGE, "l.code text", "l.id int");
        var params = new HashMap<String, Object>(keyset.params());
        var conditions = new ArrayList<>(List.of("true"));
        if (filters.has("site")) {
            conditions.add("l.site_id = :site");
            params.put("site", filters.integer("site"));
        }
        if (filters.has("q")) {
            conditions.add("(l.code ilike :words or l.name::text ilike :words)");
            params.put("words", InstrumentQueries.words(filters.get("q")));
        }
        var rows = jdbc.sql(SELECT + " where " + String.join(" and ", conditions) + " and " + keyset.where()
                        + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> row(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    PlanRow require(int id) {
        return jdbc.sql(SELECT + " where l.id = :id")
                .param("id", id)
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("plan " + id));
    }

    private static PlanRow row(ResultSet rs) throws SQLException {
        String site = rs.getString("site_name");
        String zone = rs.getString("time_zone");
        return new PlanRow(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getInt("site_id"),
                site == null ? null : Json.text(site),
                zone == null ? "UTC" : zone,
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getInt("every"),
                rs.getString("period"),
                rs.getInt("on_day"),
                rs.getInt("grace_days"),
                rs.getObject("starts", LocalDate.class),
                rs.getObject("ends", LocalDate.class),
                rs.getString("note"),
                rs.getInt("version"),
                rs.getInt("points"));
    }

    List<PointOf> points(int plan, Texts t) {
        return jdbc.sql("""
                        select x.point_id, p.code, p.name, p.kind, x.parameters,
                          array(select coalesce(verdite.text(q.name, :lang), c.code) from unnest(x.parameters) with ordinality c(code, n)
                            left join monitoring.parameter q on q.code = c.code order by c.n) as names
                        from monitoring.sampling_plan_point x join monitoring.point p on p.id = x.point_id where x.plan_id = :plan order by p.code""")
                .param("lang", t.language())
                .param("plan", plan)
                .query((rs, _) -> new PointOf(
                        rs.getInt("point_id"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getString("kind"),
                        LaboratoryQueries.texts(rs.getArray("parameters")),
                        LaboratoryQueries.texts(rs.getArray("names"))))
                .list();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    LocalDate today(String zone) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(zone));
    }

    /// What is open stands first: late, and due within two months.
    static String view(Filters filters) {
        return filters.has("view") ? filters.get("view") : "open";
    }

    Page<Round> rounds(Filters filters) {
        var keyset = Keyset.of(filters, PAGE, "r.day date", "r.plan_id int");
        var params = new HashMap<String, Object>(keyset.params());
        var conditions = new ArrayList<String>();
        conditions.add(
                switch (view(filters)) {
                    case "late" -> "r.state = 'LATE'";
                    case "done" -> "r.state = 'DONE'";
                    case "skipped" -> "r.state = 'SKIPPED'";
                    case "all" -> "true";
                    default -> "r.state in ('LATE', 'DUE')";
                });
        if (filters.has("plan")) {
            conditions.add("r.plan_id = :plan");
            params.put("plan", filters.integer("plan"));
        }
        params.put("first", day(filters, "from", today().minusDays(BACK)));
        params.put("last", day(filters, "to", today().plusDays(AHEAD)));
        var rows = jdbc.sql(ROUNDS + " where " + String.join(" and ", conditions) + " and " + keyset.where()
                        + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> round(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.day(), r.plan()));
    }

    private static final String ROUNDS = """
            select r.*, l.code, l.name, o.name as site_name from monitoring.sampling_rounds(:first, :last) r
            join monitoring.sampling_plan l on l.id = r.plan_id left join organisation.pub_site o on o.id = l.site_id""";

    private static LocalDate day(Filters filters, String name, LocalDate otherwise) {
        if (!filters.has(name)) {
            return otherwise;
        }
        return day(name, filters.get(name));
    }

    static LocalDate day(String name, String text) {
        if (!text.matches("(19|20|21)\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])")) {
            throw new Invalid(name, "ui.form.date", text);
        }
        return LocalDate.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(5, 7)), 1)
                .plusDays(Integer.parseInt(text.substring(8)) - 1L);
    }

    private static Round round(ResultSet rs) throws SQLException {
        String site = rs.getString("site_name");
        return new Round(
                rs.getInt("plan_id"),
                rs.getInt("unit_id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                site == null ? null : Json.text(site),
                rs.getObject("day", LocalDate.class),
                rs.getObject("late_on", LocalDate.class),
                rs.getInt("points"),
                rs.getInt("sampled"),
                rs.getString("skip_reason"),
                rs.getString("state"));
    }

    Round round(int plan, LocalDate day) {
        return jdbc.sql(ROUNDS + " where r.plan_id = :plan")
                .param("first", day)
                .param("last", day)
                .param("plan", plan)
                .query((rs, _) -> round(rs))
                .optional()
                .orElseThrow(() -> new NotHere("round " + plan + " " + day));
    }

    /// The rounds of a year by plan and month, for the calendar: plan → month 1 to 12 → rounds.
    Map<Integer, Map<Integer, List<Round>>> calendar(int year, List<PlanRow> plans) {
        var all = new LinkedHashMap<Integer, Map<Integer, List<Round>>>();
        if (plans.isEmpty()) {
            return all;
        }
        jdbc.sql(ROUNDS + " where r.plan_id = any(:plans) order by r.plan_id, r.day")
                .param("first", LocalDate.of(year, 1, 1))
                .param("last", LocalDate.of(year, 12, 31))
                .param("plans", plans.stream().map(PlanRow::id).toArray(Integer[]::new))
                .query((rs, _) -> round(rs))
                .list()
                .forEach(r -> all.computeIfAbsent(r.plan(), _ -> new HashMap<>())
                        .computeIfAbsent(r.day().getMonthValue(), _ -> new ArrayList<>())
                        .add(r));
        return all;
    }

    List<RoundPoint> roundPoints(int plan, LocalDate day, Texts t) {
        record Taken(int id, int point, String number, Instant at, String by) {}
        var taken = jdbc.sql("""
                        select id, point_id, number, taken_at, taken_by from monitoring.sample
                        where plan_id = :plan and round_day = :day and kind = 'ROUTINE' and state <> 'VOID' order by id""")
                .param("plan", plan)
                .param("day", day)
                .query((rs, _) -> new Taken(
                        rs.getInt(1),
                        rs.getInt(2),
                        rs.getString(3),
                        rs.getObject(4, OffsetDateTime.class).toInstant(),
                        rs.getString(5)))
                .list();
        String stamp = "-" + day.toString().replace("-", "");
        return points(plan, t).stream()
                .map(p -> {
                    var sample =
                            taken.stream().filter(x -> x.point() == p.point()).findFirst();
                    return new RoundPoint(
                            p,
                            sample.map(Taken::number).orElse(p.code() + stamp),
                            sample.map(Taken::id).orElse(null),
                            sample.map(Taken::number).orElse(""),
                            sample.map(Taken::at).orElse(null),
                            sample.map(Taken::by).orElse(""));
                })
                .toList();
    }

    Map<String, String> sites(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select distinct o.id, o.code, o.name from organisation.pub_site o
                        where exists (select from monitoring.point p where p.site_id = o.id) order by o.code limit 1000""").query(rs -> {
            all.put(rs.getString("id"), rs.getString("code") + " " + t.of(Json.text(rs.getString("name"))));
        });
        return all;
    }

    /// The id of a point of a site by its code.
    @Nullable Integer point(int site, String code) {
        return jdbc.sql("select id from monitoring.point where site_id = :site and code = :code")
                .param("site", site)
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(null);
    }
}
