package org.verdite.monitoring.equipment;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
import org.verdite.shared.UnitId;

/// Instruments with what was done to them. Whether one was valid at a time follows from it, and is never typed.
@Component
public class Instruments {

    /// How an instrument can stand, as `monitoring.instrument_state` says it.
    public static final List<String> STATES = List.of(
            "VALID", "CALIBRATION_EXPIRED", "CALIBRATION_FAILED", "NEVER_CALIBRATED", "MAINTENANCE", "NOT_IN_SERVICE");

    private record Stood(
            UnitId unit, LocalDate from, @Nullable LocalDate to) {}

    private final JdbcClient jdbc;
    private final Access access;

    Instruments(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Puts an instrument into service and answers its id.
    @Transactional
    public int add(NewInstrument instrument) {
        var unit = jdbc.sql("select unit_id from monitoring.point where id = :id")
                .param("id", instrument.point())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("point " + instrument.point()));
        access.require(Permission.MONITORING_EDIT, unit);
        check(instrument);
        int id;
        try {
            id = jdbc.sql("""
                            insert into monitoring.instrument (unit_id, point_id, code, maker, model, serial, service_from, note)
                            values (:unit, :point, :code, :maker, :model, :serial, :from, :note) returning id""")
                    .param("unit", unit.value())
                    .param("point", instrument.point())
                    .param("code", instrument.code().strip())
                    .param("maker", instrument.maker())
                    .param("model", instrument.model())
                    .param("serial", instrument.serial())
                    .param("from", instrument.from())
                    .param("note", instrument.note())
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Invalid("code", "monitoring.instrument.invalid.code", instrument.code());
        }
        for (var range : instrument.ranges()) {
            jdbc.sql("""
                            insert into monitoring.instrument_range (unit_id, instrument_id, parameter_code, low, high, unit)
                            values (:unit, :id, :parameter, :low, :high, :measure)""")
                    .param("unit", unit.value())
                    .param("id", id)
                    .param("parameter", range.parameter())
                    .param("low", range.low(), Types.NUMERIC)
                    .param("high", range.high(), Types.NUMERIC)
                    .param("measure", range.unit())
                    .update();
        }
        return id;
    }

    private void check(NewInstrument instrument) {
        if (instrument.code().isBlank()) {
            throw new Invalid("code", "ui.form.required");
        }
        new Lengths()
                .most("code", 40, instrument.code())
                .most("maker", 120, instrument.maker())
                .most("model", 120, instrument.model())
                .most("serial", 120, instrument.serial())
                .most("note", 2000, instrument.note())
                .check();
        if (instrument.ranges().isEmpty()) {
            throw new Invalid("ranges", "ui.form.required");
        }
        var seen = new HashSet<String>();
        var problems = new ArrayList<Invalid.Problem>();
        for (var range : instrument.ranges()) {
            if (!seen.add(range.parameter())) {
                problems.add(new Invalid.Problem(
                        "ranges", "monitoring.instrument.invalid.twice", List.of(range.parameter())));
            } else if (!known(range.parameter())) {
                problems.add(new Invalid.Problem("ranges", "monitoring.invalid.parameter", List.of(range.parameter())));
            }
            if (range.low() != null && range.high() != null && range.high().compareTo(range.low()) <= 0) {
                problems.add(new Invalid.Problem(
                        "ranges", "monitoring.instrument.invalid.range", List.of(range.parameter())));
            }
            if (range.unit().length() > 40) {
                problems.add(new Invalid.Problem(
                        "ranges", "ui.form.tooLong", List.of(40, range.unit().length())));
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private boolean known(String parameter) {
        return jdbc.sql("select exists (select from monitoring.parameter where code = :code)")
                .param("code", parameter)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// The first day on which it serves no more; null puts it back into service.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void serve(int instrument, int version, @Nullable LocalDate to, String note) {
        var stood = require(instrument, Permission.MONITORING_EDIT);
        new Lengths().most("note", 2000, note).check();
        if (to != null && !to.isAfter(stood.from())) {
            throw new Invalid("to", "monitoring.instrument.invalid.to");
        }
        int done = jdbc.sql("""
                        update monitoring.instrument set service_to = :to, note = :note, version = version + 1
                        where id = :id and version = :version""")
                .param("to", to, Types.DATE)
                .param("note", note)
                .param("id", instrument)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("instrument " + instrument);
        }
    }

    /// Records a calibration; values measured since are valid or not by it.
    @Transactional
    public int calibrate(int instrument, NewCalibration calibration) {
        var stood = require(instrument, Permission.MONITORING_IMPORT);
        if (calibration.by().isBlank()) {
            throw new Invalid("by", "ui.form.required");
        }
        new Lengths()
                .most("by", 200, calibration.by())
                .most("certificate", 120, calibration.certificate())
                .most("note", 2000, calibration.note())
                .check();
        boolean failed = calibration.result() == NewCalibration.Result.FAILED;
        if (failed != (calibration.until() == null)) {
            throw new Invalid(
                    "until",
                    failed ? "monitoring.instrument.invalid.failedUntil" : "monitoring.instrument.invalid.until");
        }
        if (calibration.until() != null && calibration.until().isBefore(calibration.on())) {
            throw new Invalid("until", "monitoring.instrument.invalid.untilBefore");
        }
        if (calibration.on().isAfter(today(instrument))) {
            throw new Invalid("on", "monitoring.instrument.invalid.future");
        }
        return jdbc.sql("""
                        insert into monitoring.calibration (unit_id, instrument_id, done_on, done_by, result, valid_until, zero_drift, span_drift,
                          certificate, note)
                        values (:unit, :id, :on, :by, :result, :until, :zero, :span, :certificate, :note) returning id""")
                .param("unit", stood.unit().value())
                .param("id", instrument)
                .param("on", calibration.on())
                .param("by", calibration.by().strip())
                .param("result", calibration.result().name())
                .param("until", calibration.until(), Types.DATE)
                .param("zero", calibration.zeroDrift(), Types.NUMERIC)
                .param("span", calibration.spanDrift(), Types.NUMERIC)
                .param("certificate", calibration.certificate())
                .param("note", calibration.note())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// A calibration was entered wrongly: it holds no more and stays readable.
    @Transactional
    public void withdraw(int instrument, int calibration, String reason) {
        require(instrument, Permission.MONITORING_EDIT);
        int done = jdbc.sql("""
                        update monitoring.calibration set superseded_at = verdite.now(), superseded_by = verdite.who(), withdrawn_because = :reason
                        where id = :id and instrument_id = :instrument and superseded_at is null""")
                .param("reason", reason(reason))
                .param("id", calibration)
                .param("instrument", instrument)
                .update();
        if (done == 0) {
            throw new Refused("monitoring.instrument.refused.withdrawn");
        }
    }

    static String reason(String reason) {
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        new Lengths().most("reason", 2000, reason).check();
        return reason.strip();
    }

    /// It is or was under maintenance.
    ///
    /// @param to null while it goes on
    @Transactional
    public int maintain(int instrument, Instant from, @Nullable Instant to, String what, String by) {
        var stood = require(instrument, Permission.MONITORING_IMPORT);
        if (what.isBlank()) {
            throw new Invalid("what", "ui.form.required");
        }
        new Lengths().most("what", 500, what).most("by", 200, by).check();
        if (to != null && !to.isAfter(from)) {
            throw new Invalid("to", "monitoring.instrument.invalid.maintenance");
        }
        return jdbc.sql("""
                        insert into monitoring.maintenance (unit_id, instrument_id, started, ended, what, done_by)
                        values (:unit, :id, :from, :to, :what, :by) returning id""")
                .param("unit", stood.unit().value())
                .param("id", instrument)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to == null ? null : to.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("what", what.strip())
                .param("by", by)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// A maintenance that went on is over.
    @Transactional
    public void endMaintenance(int instrument, int maintenance, Instant to) {
        require(instrument, Permission.MONITORING_IMPORT);
        int done = jdbc.sql("""
                        update monitoring.maintenance set ended = :to
                        where id = :id and instrument_id = :instrument and ended is null and started < :to""")
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("id", maintenance)
                .param("instrument", instrument)
                .update();
        if (done == 0) {
            throw new Refused("monitoring.instrument.refused.over");
        }
    }

    /// In service, its last calibration passed and not expired, not under maintenance.
    @Transactional(readOnly = true)
    public boolean validAt(int instrument, Instant at) {
        return jdbc.sql("select monitoring.pub_instrument_valid(:id, :at)")
                .param("id", instrument)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private LocalDate today(int instrument) {
        return jdbc.sql("""
                        select cast(verdite.now() at time zone p.time_zone as date) from monitoring.instrument i
                        join monitoring.point p on p.id = i.point_id where i.id = :id""")
                .param("id", instrument)
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .single();
    }

    private Stood require(int instrument, Permission permission) {
        Optional<Stood> found = jdbc.sql(
                        "select unit_id, service_from, service_to from monitoring.instrument where id = :id")
                .param("id", instrument)
                .query((rs, _) -> new Stood(
                        new UnitId(rs.getInt(1)), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                .optional();
        var stood = found.orElseThrow(() -> new NotHere("instrument " + instrument));
        access.require(permission, stood.unit());
        return stood;
    }
}
