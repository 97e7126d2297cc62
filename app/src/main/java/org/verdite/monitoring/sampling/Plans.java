package org.verdite.monitoring.sampling;

import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.sampling.NewPlan.Period;
import org.verdite.monitoring.sampling.NewPlan.PlanPoint;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// What is to be sampled, where and when. A plan stays as it was made, so that rounds of the past stay what they were;
/// another rhythm is another plan.
@Component
public class Plans {

    private record Place(int point, int unit) {}

    private record Kept(UnitId unit, LocalDate starts) {}

    private final JdbcClient jdbc;
    private final Access access;

    Plans(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Makes a plan and answers its id. It is seen by the unit of its points, or the site's where they have several.
    @Transactional
    public int add(NewPlan plan) {
        int site = jdbc.sql("select unit_id from organisation.pub_site where id = :id")
                .param("id", plan.site().value())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("site " + plan.site()));
        check(plan);
        var places = plan.points().stream()
                .map(p -> new Place(p.point(), unitOf(p.point(), plan.site().value())))
                .toList();
        var units = new TreeSet<>(places.stream().map(Place::unit).toList());
        units.forEach(u -> access.require(Permission.MONITORING_EDIT, new UnitId(u)));
        int unit = units.size() == 1 ? units.first() : site;
        access.require(Permission.MONITORING_EDIT, new UnitId(unit));
        int id = insert(plan, unit);
        for (int i = 0; i < places.size(); i++) {
            jdbc.sql("""
                            insert into monitoring.sampling_plan_point (unit_id, plan_id, point_id, parameters)
                            values (:unit, :plan, :point, :parameters)""")
                    .param("unit", places.get(i).unit())
                    .param("plan", id)
                    .param("point", places.get(i).point())
                    .param(
                            "parameters",
                            plan.points().get(i).parameters().stream()
                                    .distinct()
                                    .toArray(String[]::new))
                    .update();
        }
        return id;
    }

    private int insert(NewPlan plan, int unit) {
        try {
            return jdbc.sql("""
                            insert into monitoring.sampling_plan (unit_id, site_id, code, name, every, period, on_day, grace_days, starts, ends, note)
                            values (:unit, :site, :code, cast(:name as jsonb), :every, :period, :day, :grace, :starts, :ends, :note) returning id""")
                    .param("unit", unit)
                    .param("site", plan.site().value())
                    .param("code", plan.code().strip())
                    .param("name", plan.name().json())
                    .param("every", plan.every())
                    .param("period", plan.period().name())
                    .param("day", plan.onDay())
                    .param("grace", plan.graceDays())
                    .param("starts", plan.starts())
                    .param("ends", plan.ends(), Types.DATE)
                    .param("note", plan.note())
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Invalid("code", "monitoring.plan.invalid.code", plan.code());
        }
    }

    private int unitOf(int point, int site) {
        return jdbc.sql("select unit_id from monitoring.point where id = :id and site_id = :site")
                .param("id", point)
                .param("site", site)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new Invalid("points", "monitoring.plan.invalid.point", point));
    }

    private void check(NewPlan plan) {
        if (plan.code().isBlank()) {
            throw new Invalid("code", "ui.form.required");
        }
        new Lengths()
                .most("code", 40, plan.code())
                .most("name", 200, plan.name())
                .most("note", 2000, plan.note())
                .check();
        var problems = new ArrayList<Invalid.Problem>();
        range(problems, "every", plan.every(), 1, 60);
        range(problems, "onDay", plan.onDay(), 1, plan.period() == Period.WEEK ? 7 : 31);
        range(problems, "graceDays", plan.graceDays(), 0, 366);
        if (plan.starts().getYear() < 1990 || plan.starts().getYear() > 2199) {
            problems.add(new Invalid.Problem(
                    "starts", "ui.form.date", List.of(plan.starts().toString())));
        }
        if (plan.ends() != null && plan.ends().isBefore(plan.starts())) {
            problems.add(new Invalid.Problem("ends", "monitoring.plan.invalid.ends", List.of()));
        }
        if (plan.points().isEmpty()) {
            problems.add(new Invalid.Problem("points", "ui.form.required", List.of()));
        }
        points(plan.points(), problems);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private static void range(List<Invalid.Problem> problems, String field, int value, int from, int to) {
        if (value < from || value > to) {
            problems.add(new Invalid.Problem(field, "ui.form.range", List.of(from, to)));
        }
    }

    private void points(List<PlanPoint> points, List<Invalid.Problem> problems) {
        var seen = new HashSet<Integer>();
        for (var point : points) {
            if (!seen.add(point.point())) {
                problems.add(new Invalid.Problem("points", "monitoring.plan.invalid.twice", List.of(point.point())));
            }
            if (point.parameters().isEmpty()) {
                problems.add(new Invalid.Problem("points", "monitoring.plan.invalid.nothing", List.of()));
            }
            for (String parameter : point.parameters()) {
                if (!known(parameter)) {
                    problems.add(new Invalid.Problem("points", "monitoring.invalid.parameter", List.of(parameter)));
                }
            }
        }
    }

    private boolean known(String parameter) {
        return jdbc.sql("select exists (select from monitoring.parameter where code = :code)")
                .param("code", parameter)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// No round falls after that day; null takes an end back.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void end(int plan, int version, @Nullable LocalDate last) {
        var kept = require(plan, Permission.MONITORING_EDIT);
        if (last != null && last.isBefore(kept.starts())) {
            throw new Invalid("ends", "monitoring.plan.invalid.ends");
        }
        int done = jdbc.sql(
                        "update monitoring.sampling_plan set ends = :ends, version = version + 1 where id = :id and version = :version")
                .param("ends", last, Types.DATE)
                .param("id", plan)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("plan " + plan);
        }
    }

    /// A round will not take place; its reason stands in the calendar.
    @Transactional
    public void skip(int plan, LocalDate day, String reason) {
        var kept = require(plan, Permission.MONITORING_IMPORT);
        requireRound(plan, day);
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        new Lengths().most("reason", 2000, reason).check();
        int done = jdbc.sql("""
                        insert into monitoring.sampling_skip (unit_id, plan_id, day, reason) values (:unit, :plan, :day, :reason)
                        on conflict (plan_id, day) do nothing""")
                .param("unit", kept.unit().value())
                .param("plan", plan)
                .param("day", day)
                .param("reason", reason.strip())
                .update();
        if (done == 0) {
            throw new Refused("monitoring.round.refused.skipped");
        }
    }

    /// @throws NotHere when no round of the plan falls on that day
    void requireRound(int plan, LocalDate day) {
        boolean falls = jdbc.sql(
                        "select exists (select from monitoring.sampling_rounds(:day, :day) r where r.plan_id = :plan)")
                .param("plan", plan)
                .param("day", day)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!falls) {
            throw new NotHere("round " + plan + " " + day);
        }
    }

    private Kept require(int plan, Permission permission) {
        var kept = jdbc.sql("select unit_id, starts from monitoring.sampling_plan where id = :id")
                .param("id", plan)
                .query((rs, _) -> new Kept(new UnitId(rs.getInt(1)), rs.getObject(2, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("plan " + plan));
        access.require(permission, kept.unit());
        return kept;
    }
}
