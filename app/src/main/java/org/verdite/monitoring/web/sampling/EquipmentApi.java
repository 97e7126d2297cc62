package org.verdite.monitoring.web.sampling;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.equipment.Instruments;
import org.verdite.monitoring.equipment.NewCalibration;
import org.verdite.monitoring.equipment.NewInstrument;
import org.verdite.monitoring.web.sampling.InstrumentQueries.InstrumentRow;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Instruments as JSON.
@RestController
class EquipmentApi {

    record Listed(List<InstrumentJson> items, String next) {}

    /// @param since the day from which its state is another than VALID
    /// @param until of a valid one the day until which it is
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InstrumentJson(
            int id,
            int point,
            String pointCode,
            String code,
            String maker,
            String model,
            String serial,
            LocalDate from,
            @Nullable LocalDate to,
            String note,
            String state,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            int version) {
        static InstrumentJson of(InstrumentRow i) {
            boolean valid = i.state().equals("VALID");
            return new InstrumentJson(
                    i.id(),
                    i.point(),
                    i.pointCode(),
                    i.code(),
                    i.maker(),
                    i.model(),
                    i.serial(),
                    i.from(),
                    i.to(),
                    i.note(),
                    i.state(),
                    valid ? null : i.since(),
                    valid ? i.since() : null,
                    i.version());
        }
    }

    record RangeJson(
            @Nullable String parameter,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable String unit) {}

    record CalibrationJson(
            int id,
            LocalDate on,
            String by,
            String result,
            @Nullable LocalDate until,
            @Nullable BigDecimal zeroDrift,
            @Nullable BigDecimal spanDrift,
            String certificate,
            String note,
            boolean withdrawn,
            String withdrawnBecause) {}

    record MaintenanceJson(int id, Instant from, @Nullable Instant to, String what, String by) {}

    record Detail(
            InstrumentJson instrument,
            List<RangeJson> ranges,
            List<CalibrationJson> calibrations,
            List<MaintenanceJson> maintenance) {}

    record InstrumentBody(
            @Nullable Integer point,
            @Nullable String code,
            @Nullable String maker,
            @Nullable String model,
            @Nullable String serial,
            @Nullable LocalDate from,
            @Nullable String note,
            @Nullable List<RangeJson> ranges) {}

    record ServeBody(
            @Nullable LocalDate to,
            @Nullable String note,
            @Nullable Integer version) {}

    record CalibrationBody(
            @Nullable LocalDate on,
            @Nullable String by,
            NewCalibration.@Nullable Result result,
            @Nullable LocalDate until,
            @Nullable BigDecimal zeroDrift,
            @Nullable BigDecimal spanDrift,
            @Nullable String certificate,
            @Nullable String note) {}

    record MaintenanceBody(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String what,
            @Nullable String by) {}

    record EndBody(@Nullable Instant to) {}

    record ReasonBody(@Nullable String reason) {}

    record Valid(int instrument, Instant at, boolean valid) {}

    record UnfitJson(
            String month,
            int series,
            String pointCode,
            String parameter,
            long values,
            long all,
            LocalDate first,
            LocalDate last,
            int instrument,
            String state,
            @Nullable LocalDate since) {}

    record Unfits(int year, List<UnfitJson> items) {}

    record Made(int id) {}

    private final InstrumentQueries queries;
    private final Instruments instruments;
    private final Frames frames;

    EquipmentApi(InstrumentQueries queries, Instruments instruments, Frames frames) {
        this.queries = queries;
        this.instruments = instruments;
        this.frames = frames;
    }

    @Narrowed(by = {"state", "point", "q"})
    @GetMapping("/api/monitoring/instruments")
    @Operation(summary = "Instruments with how they stand today")
    public Listed list(HttpServletRequest request) {
        var page = queries.page(Filters.of(request));
        return new Listed(page.rows().stream().map(InstrumentJson::of).toList(), page.next());
    }

    @PostMapping("/api/monitoring/instruments")
    @Operation(
            summary = "Put an instrument into service at a point",
            description = "ranges names what it measures: parameter, and low, high and unit where they are known.")
    public ResponseEntity<Made> add(@RequestBody InstrumentBody body) {
        var ranges = body.ranges() == null ? List.<RangeJson>of() : body.ranges();
        int id = instruments.add(new NewInstrument(
                Body.needed("point", body.point()),
                Body.text(body.code()),
                Body.text(body.maker()),
                Body.text(body.model()),
                Body.text(body.serial()),
                Body.needed("from", body.from()),
                Body.text(body.note()),
                ranges.stream()
                        .map(r -> new NewInstrument.Range(
                                Body.text(r.parameter()), r.low(), r.high(), Body.text(r.unit())))
                        .toList()));
        return ResponseEntity.created(URI.create("/api/monitoring/instruments/" + id))
                .body(new Made(id));
    }

    @GetMapping("/api/monitoring/instruments/{id}")
    @Operation(summary = "One instrument with its ranges, calibrations and maintenance")
    public Detail show(@PathVariable int id) {
        return new Detail(
                InstrumentJson.of(queries.require(id)),
                queries.ranges(id).stream()
                        .map(r -> new RangeJson(r.parameter(), r.low(), r.high(), r.unit()))
                        .toList(),
                queries.calibrations(id).stream()
                        .map(c -> new CalibrationJson(
                                c.id(),
                                c.on(),
                                c.by(),
                                c.result(),
                                c.until(),
                                c.zeroDrift(),
                                c.spanDrift(),
                                c.certificate(),
                                c.note(),
                                c.withdrawn(),
                                c.why()))
                        .toList(),
                queries.maintenances(id).stream()
                        .map(m -> new MaintenanceJson(m.id(), m.from(), m.to(), m.what(), m.by()))
                        .toList());
    }

    @GetMapping("/api/monitoring/instruments/{id}/valid")
    @Operation(
            summary = "Was the instrument valid at that time?",
            description =
                    "In service, its last calibration passed and not expired, not under maintenance. at: now when absent.")
    public Valid valid(
            @PathVariable int id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant at) {
        queries.require(id);
        var asked = at == null ? queries.now() : at;
        return new Valid(id, asked, instruments.validAt(id, asked));
    }

    @PostMapping("/api/monitoring/instruments/{id}/serve")
    @Operation(summary = "Take it out of service from a day on, or back without one; version as it was read")
    public Detail serve(@PathVariable int id, @RequestBody ServeBody body) {
        queries.require(id);
        instruments.serve(id, body.version() == null ? -1 : body.version(), body.to(), Body.text(body.note()));
        return show(id);
    }

    @PostMapping("/api/monitoring/instruments/{id}/calibrations")
    @Operation(summary = "Record a calibration: PASSED, ADJUSTED or FAILED; drifts in per cent of the range")
    public Made calibrate(@PathVariable int id, @RequestBody CalibrationBody body) {
        queries.require(id);
        return new Made(instruments.calibrate(
                id,
                new NewCalibration(
                        Body.needed("on", body.on()),
                        Body.text(body.by()),
                        Body.needed("result", body.result()),
                        body.until(),
                        body.zeroDrift(),
                        body.spanDrift(),
                        Body.text(body.certificate()),
                        Body.text(body.note()))));
    }

    @PostMapping("/api/monitoring/instruments/{id}/calibrations/{calibration}/withdraw")
    @Operation(summary = "A calibration was entered wrongly: it holds no more and stays readable")
    public Detail withdraw(@PathVariable int id, @PathVariable int calibration, @RequestBody ReasonBody body) {
        queries.require(id);
        instruments.withdraw(id, calibration, Body.text(body.reason()));
        return show(id);
    }

    @PostMapping("/api/monitoring/instruments/{id}/maintenance")
    @Operation(summary = "Record maintenance; to is absent while it goes on")
    public Made maintain(@PathVariable int id, @RequestBody MaintenanceBody body) {
        queries.require(id);
        return new Made(instruments.maintain(
                id, Body.needed("from", body.from()), body.to(), Body.text(body.what()), Body.text(body.by())));
    }

    @PostMapping("/api/monitoring/instruments/{id}/maintenance/{maintenance}/end")
    @Operation(summary = "A maintenance that went on is over; now when absent")
    public Detail endMaintenance(@PathVariable int id, @PathVariable int maintenance, @RequestBody EndBody body) {
        queries.require(id);
        instruments.endMaintenance(id, maintenance, body.to() == null ? queries.now() : body.to());
        return show(id);
    }

    @Narrowed(by = "year", turned = false)
    @GetMapping("/api/monitoring/unfit")
    @Operation(summary = "Values of a year that were measured without a valid instrument, by month and series")
    public Unfits unfit(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new Unfits(
                queries.year(filters),
                queries.unfit(filters).stream()
                        .map(u -> new UnfitJson(
                                u.month().toString(),
                                u.series(),
                                u.pointCode(),
                                t.of(u.parameter()),
                                u.values(),
                                u.all(),
                                u.first(),
                                u.last(),
                                u.instrument(),
                                u.state(),
                                u.since()))
                        .toList());
    }
}
