package org.verdite.monitoring.sampling;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Samples with who took and held them. Who enters one and who approves it are two people.
@Component
public class Samples {

    /// How a sample arrived at who takes it over.
    public enum Condition {
        INTACT,
        SEAL_BROKEN,
        DAMAGED
    }

    /// @param temperature °C, null where nobody measured it
    public record Handover(
            String givenBy,
            String takenBy,
            Instant at,
            Condition condition,
            @Nullable BigDecimal temperature,
            String note) {}

    private record Place(UnitId unit, int site, String code, String zone) {}

    private record Kept(UnitId unit, String state, Instant takenAt, String enteredBy, String changedBy) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Plans plans;
    private final ApplySamples apply;
    private final Clock clock;

    Samples(JdbcClient jdbc, Access access, Plans plans, ApplySamples apply, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.plans = plans;
        this.apply = apply;
        this.clock = clock;
    }

    /// Enters a sample and answers its id.
    @Transactional
    public int take(NewSample sample) {
        var place = place(sample.point());
        access.require(Permission.MONITORING_IMPORT, place.unit());
        check(sample);
        if (sample.plan() != null && sample.round() != null) {
            planned(sample.plan(), sample.point());
            plans.requireRound(sample.plan(), sample.round());
        }
        String number = sample.number().isBlank()
                ? number(sample, place)
                : sample.number().strip();
        int id;
        try {
            id = insert(sample, place, number);
        } catch (DuplicateKeyException e) {
            throw new Invalid("number", "monitoring.sample.invalid.number", number);
        }
        sample.spikes()
                .forEach(s -> jdbc.sql("""
                        insert into monitoring.sample_spike (unit_id, sample_id, parameter_code, added, unit) values (:unit, :id, :parameter, :added, :measure)""")
                        .param("unit", place.unit().value())
                        .param("id", id)
                        .param("parameter", s.parameter())
                        .param("added", s.added())
                        .param("measure", s.unit())
                        .update());
        apply.after(id, place.unit());
        return id;
    }

    private int insert(NewSample sample, Place place, String number) {
        return jdbc.sql("""
                        insert into monitoring.sample (unit_id, site_id, point_id, number, kind, parent_id, plan_id, round_day, taken_at, taken_by,
                          preservation, note, laboratory_id, batch, analysed_on)
                        values (:unit, :site, :point, :number, :kind, :parent, :plan, :round, :at, :by, :preservation, :note, :laboratory, :batch,
                          :analysed) returning id""")
                .param("unit", place.unit().value())
                .param("site", place.site())
                .param("point", sample.point())
                .param("number", number)
                .param("kind", sample.kind().name())
                .param("parent", sample.parent(), Types.INTEGER)
                .param("plan", sample.plan(), Types.INTEGER)
                .param("round", sample.plan() == null ? null : sample.round(), Types.DATE)
                .param("at", sample.takenAt().atOffset(ZoneOffset.UTC))
                .param("by", sample.takenBy().strip())
                .param("preservation", sample.preservation())
                .param("note", sample.note())
                .param("laboratory", sample.laboratory(), Types.INTEGER)
                .param("batch", sample.batch().strip())
                .param("analysed", sample.analysedOn(), Types.DATE)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private void check(NewSample sample) {
        if (sample.takenBy().isBlank()) {
            throw new Invalid("takenBy", "ui.form.required");
        }
        new Lengths()
                .most("number", 80, sample.number())
                .most("takenBy", 200, sample.takenBy())
                .most("preservation", 200, sample.preservation())
                .most("note", 2000, sample.note())
                .check();
        laboratory(sample.laboratory(), sample.batch(), sample.analysedOn(), sample.takenAt());
        if (sample.takenAt().isAfter(clock.instant().plus(Duration.ofMinutes(10)))) {
            throw new Invalid("takenAt", "monitoring.sample.invalid.future");
        }
        if (sample.kind().hasParent() != (sample.parent() != null)) {
            throw new Invalid(
                    "parent", sample.kind().hasParent() ? "ui.form.required" : "monitoring.sample.invalid.parent");
        }
        if (sample.parent() != null) {
            parent(sample.parent(), sample.point());
        }
        if ((sample.plan() == null) != (sample.round() == null)) {
            throw new Invalid("round", "ui.form.required");
        }
        spikes(sample);
    }

    /// A duplicate and a spike belong to an ordinary sample of the same point.
    private void parent(int parent, int point) {
        boolean fits = jdbc.sql(
                        "select exists (select from monitoring.sample where id = :id and point_id = :point and kind = 'ROUTINE' and state <> 'VOID')")
                .param("id", parent)
                .param("point", point)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!fits) {
            throw new Invalid("parent", "monitoring.sample.invalid.parentPoint");
        }
    }

    private void spikes(NewSample sample) {
        boolean spike = sample.kind() == NewSample.Kind.SPIKE;
        if (spike == sample.spikes().isEmpty()) {
            throw new Invalid("spikes", spike ? "ui.form.required" : "monitoring.sample.invalid.spikes");
        }
        var seen = new HashSet<String>();
        for (var s : sample.spikes()) {
            boolean known = jdbc.sql("select exists (select from monitoring.parameter where code = :code)")
                    .param("code", s.parameter())
                    .query((rs, _) -> rs.getBoolean(1))
                    .single();
            if (!known || !seen.add(s.parameter())) {
                throw new Invalid("spikes", "monitoring.invalid.parameter", s.parameter());
            }
            if (s.added().signum() <= 0 || s.unit().isBlank() || s.unit().length() > 40) {
                throw new Invalid("spikes", "monitoring.sample.invalid.added", s.parameter());
            }
        }
    }

    private void laboratory(
            @Nullable Integer laboratory, String batch, @Nullable LocalDate analysedOn, Instant takenAt) {
        new Lengths().most("batch", 80, batch).check();
        if (laboratory != null
                && jdbc.sql("select id from monitoring.laboratory where id = :id")
                        .param("id", laboratory)
                        .query((rs, _) -> rs.getInt(1))
                        .optional()
                        .isEmpty()) {
            throw new Invalid("laboratory", "ui.form.choice");
        }
        if (analysedOn != null
                && analysedOn.isBefore(
                        LocalDate.ofInstant(takenAt, ZoneOffset.UTC).minusDays(1))) {
            throw new Invalid("analysedOn", "monitoring.sample.invalid.analysed");
        }
    }

    private void planned(int plan, int point) {
        boolean planned = jdbc.sql(
                        "select exists (select from monitoring.sampling_plan_point where plan_id = :plan and point_id = :point)")
                .param("plan", plan)
                .param("point", point)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!planned) {
            throw new Invalid("plan", "monitoring.sample.invalid.plan");
        }
    }

    /// `DW001-20260312`, `DW001-20260312-2`, `DW001-20260312-FB`; of a round by its day, as its labels were printed.
    private String number(NewSample sample, Place place) {
        var day = sample.round() == null
                ? LocalDate.ofInstant(sample.takenAt(), ZoneId.of(place.zone()))
                : sample.round();
        String stem = place.code()
                + day.format(DateTimeFormatter.ofPattern("-uuuuMMdd"))
                + (sample.kind().mark().isEmpty() ? "" : "-" + sample.kind().mark());
        jdbc.sql("select pg_advisory_xact_lock(734260, :site)")
                .param("site", place.site())
                .query((_, _) -> true)
                .list();
        for (int n = 1; ; n++) {
            String number = n == 1 ? stem : stem + "-" + n;
            boolean free = jdbc.sql(
                            "select not exists (select from monitoring.sample where site_id = :site and number = :number)")
                    .param("site", place.site())
                    .param("number", number)
                    .query((rs, _) -> rs.getBoolean(1))
                    .single();
            if (free) {
                return number;
            }
        }
    }

    /// Somebody hands a sample to somebody else. What is recorded stays.
    @Transactional
    public void handOver(int sample, Handover handover) {
        var kept = require(sample, Permission.MONITORING_IMPORT);
        standing(kept);
        if (handover.givenBy().isBlank()) {
            throw new Invalid("givenBy", "ui.form.required");
        }
        if (handover.takenBy().isBlank()) {
            throw new Invalid("takenBy", "ui.form.required");
        }
        new Lengths()
                .most("givenBy", 200, handover.givenBy())
                .most("takenBy", 200, handover.takenBy())
                .most("note", 2000, handover.note())
                .check();
        var last = jdbc.sql("select max(at) from monitoring.sample_custody where sample_id = :id")
                .param("id", sample)
                .query((rs, _) -> rs.getObject(1, OffsetDateTime.class))
                .list()
                .getFirst();
        if (handover.at().isBefore(last == null ? kept.takenAt() : last.toInstant())) {
            throw new Invalid("at", "monitoring.sample.invalid.custody");
        }
        if (handover.temperature() != null && handover.temperature().abs().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new Invalid("temperature", "ui.form.range", -100, 100);
        }
        jdbc.sql("""
                        insert into monitoring.sample_custody (unit_id, sample_id, given_by, taken_by, at, condition, temperature, note)
                        values (:unit, :id, :given, :taken, :at, :condition, :temperature, :note)""")
                .param("unit", kept.unit().value())
                .param("id", sample)
                .param("given", handover.givenBy().strip())
                .param("taken", handover.takenBy().strip())
                .param("at", handover.at().atOffset(ZoneOffset.UTC))
                .param("condition", handover.condition().name())
                .param("temperature", handover.temperature(), Types.NUMERIC)
                .param("note", handover.note())
                .update();
    }

    /// Which laboratory analysed it, in which batch and when. An approved sample goes back to who approves.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void analysed(
            int sample, int version, @Nullable Integer laboratory, String batch, @Nullable LocalDate analysedOn) {
        var kept = require(sample, Permission.MONITORING_IMPORT);
        standing(kept);
        laboratory(laboratory, batch, analysedOn, kept.takenAt());
        int done = jdbc.sql("""
                        update monitoring.sample set laboratory_id = :laboratory, batch = :batch, analysed_on = :analysed, state = 'ENTERED',
                          approved_by = '', approved_at = null, changed_by = verdite.who(), version = version + 1
                        where id = :id and version = :version""")
                .param("laboratory", laboratory, Types.INTEGER)
                .param("batch", batch.strip())
                .param("analysed", analysedOn, Types.DATE)
                .param("id", sample)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("sample " + sample);
        }
    }

    /// @throws Refused when the same person entered or changed it
    @Transactional
    public void approve(int sample) {
        var kept = require(sample, Permission.MONITORING_EDIT);
        if (!kept.state().equals("ENTERED")) {
            throw new Refused("monitoring.sample.refused." + kept.state());
        }
        String me = person(Scope.current().who());
        if (!Scope.current().isSystem()
                && (person(kept.enteredBy()).equals(me)
                        || person(kept.changedBy()).equals(me))) {
            throw new Refused("monitoring.sample.refused.own");
        }
        jdbc.sql("""
                        update monitoring.sample set state = 'APPROVED', approved_by = verdite.who(), approved_at = verdite.now(), version = version + 1
                        where id = :id""").param("id", sample).update();
    }

    /// A token acts for its account: `token:3:account:7` is `account:7`.
    private static String person(String who) {
        return who.substring(Math.max(0, who.indexOf("account:")));
    }

    /// It was no good sample: it stays, with its reason, and no result belongs to it.
    @Transactional
    public void reject(int sample, String reason) {
        var kept = require(sample, Permission.MONITORING_EDIT);
        standing(kept);
        jdbc.sql(
                        "update monitoring.sample set state = 'VOID', void_reason = :reason, version = version + 1 where id = :id")
                .param("reason", reason(reason))
                .param("id", sample)
                .update();
        apply.after(sample, kept.unit());
    }

    /// Of several runs of a sample in a series this one counts. The others are kept and stay visible.
    @Transactional
    public void report(int sample, int series, int run, String reason) {
        var kept = require(sample, Permission.MONITORING_EDIT);
        standing(kept);
        boolean there = jdbc.sql("""
                        select exists (select from monitoring.sample_result where sample_id = :id and series_id = :series and run = :run)""")
                .param("id", sample)
                .param("series", series)
                .param("run", run)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!there) {
            throw new Invalid("run", "monitoring.sample.invalid.run", run);
        }
        String why = reason(reason);
        jdbc.sql("""
                        update monitoring.reportable_choice set superseded_at = verdite.now(), superseded_by = verdite.who()
                        where sample_id = :id and series_id = :series and superseded_at is null""").param("id", sample).param("series", series).update();
        jdbc.sql("""
                        insert into monitoring.reportable_choice (unit_id, sample_id, series_id, run, reason)
                        values (:unit, :id, :series, :run, :reason)""")
                .param("unit", kept.unit().value())
                .param("id", sample)
                .param("series", series)
                .param("run", run)
                .param("reason", why)
                .update();
        apply.after(sample, kept.unit());
    }

    private static String reason(String reason) {
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        new Lengths().most("reason", 2000, reason).check();
        return reason.strip();
    }

    private static void standing(Kept kept) {
        if (kept.state().equals("VOID")) {
            throw new Refused("monitoring.sample.refused.VOID");
        }
    }

    private Place place(int point) {
        return jdbc.sql("select unit_id, site_id, code, time_zone from monitoring.point where id = :id")
                .param("id", point)
                .query((rs, _) -> new Place(new UnitId(rs.getInt(1)), rs.getInt(2), rs.getString(3), rs.getString(4)))
                .optional()
                .orElseThrow(() -> new NotHere("point " + point));
    }

    private Kept require(int sample, Permission permission) {
        var kept = jdbc.sql(
                        "select unit_id, state, taken_at, entered_by, changed_by from monitoring.sample where id = :id for update")
                .param("id", sample)
                .query((rs, _) -> new Kept(
                        new UnitId(rs.getInt(1)),
                        rs.getString(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                        rs.getString(4),
                        rs.getString(5)))
                .optional()
                .orElseThrow(() -> new NotHere("sample " + sample));
        access.require(permission, kept.unit());
        return kept;
    }
}
