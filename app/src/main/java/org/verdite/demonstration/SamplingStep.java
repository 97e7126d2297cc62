package org.verdite.demonstration;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.equipment.Instruments;
import org.verdite.monitoring.equipment.Laboratories;
import org.verdite.monitoring.equipment.Laboratories.NewAccreditation;
import org.verdite.monitoring.equipment.NewCalibration;
import org.verdite.monitoring.equipment.NewInstrument;
import org.verdite.monitoring.sampling.NewPlan;
import org.verdite.monitoring.sampling.NewPlan.PlanPoint;
import org.verdite.monitoring.sampling.NewSample;
import org.verdite.monitoring.sampling.Plans;
import org.verdite.monitoring.sampling.Samples;

/// A laboratory, two instruments of which one is overdue for calibration, and a plan of sampling whose first round
/// is done.
@Component
@Order(66)
class SamplingStep implements Step {

    private final Laboratories laboratories;
    private final Instruments instruments;
    private final Plans plans;
    private final Samples samples;
    private final Codes codes;

    SamplingStep(Laboratories laboratories, Instruments instruments, Plans plans, Samples samples, Codes codes) {
        this.laboratories = laboratories;
        this.instruments = instruments;
        this.plans = plans;
        this.samples = samples;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "sampling";
    }

    @Override
    public String brings() {
        return InputFiles.rows("instruments.csv").size() + " instruments, a laboratory and a plan of sampling";
    }

    @Override
    public void load(LocalDate day) {
        int laboratory = laboratory(day);
        instruments(day);
        plans(day, laboratory);
    }

    private int laboratory(LocalDate day) {
        var rows = InputFiles.rows("laboratories.csv");
        var first = rows.getFirst();
        int id = laboratories.add(first.text("code"), first.local("name"), Boolean.parseBoolean(first.text("own")), "");
        for (Row row : rows) {
            laboratories.accredit(
                    id,
                    new NewAccreditation(
                            row.text("method"),
                            list(row.text("parameters")),
                            row.text("body"),
                            row.text("number"),
                            day.minusMonths(row.number("from_months_ago")),
                            day.plusMonths(row.number("to_months_ahead"))));
        }
        return id;
    }

    private static List<String> list(String codes) {
        return Arrays.asList(codes.split(" "));
    }

    private void instruments(LocalDate day) {
        var points = codes.points();
        for (Row row : InputFiles.rows("instruments.csv")) {
            int id = instruments.add(new NewInstrument(
                    Codes.of(points, row.text("site") + "/" + row.text("point")),
                    row.text("code"),
                    row.text("maker"),
                    row.text("model"),
                    row.text("serial"),
                    day.minusMonths(row.number("service_months_ago")),
                    "",
                    List.of(new NewInstrument.Range(
                            row.text("parameter"), row.decimal("low"), row.decimal("high"), row.text("unit")))));
            var on = day.minusMonths(row.number("calibrated_months_ago"));
            instruments.calibrate(
                    id,
                    new NewCalibration(
                            on,
                            row.text("maker"),
                            NewCalibration.Result.PASSED,
                            on.plusMonths(row.number("valid_months")),
                            row.decimal("zero_drift"),
                            row.decimal("span_drift"),
                            "",
                            ""));
        }
    }

    private void plans(LocalDate day, int laboratory) {
        var rows = new LinkedHashMap<String, List<Row>>();
        InputFiles.rows("sampling_plans.csv")
                .forEach(r -> rows.computeIfAbsent(r.text("code"), _ -> new java.util.ArrayList<>())
                        .add(r));
        rows.values().forEach(plan -> plan(day, laboratory, plan));
    }

    private void plan(LocalDate day, int laboratory, List<Row> rows) {
        var points = codes.points();
        var first = rows.getFirst();
        int id = plans.add(new NewPlan(
                Codes.of(codes.sites(), first.text("site")),
                first.text("code"),
                first.local("name"),
                first.number("every"),
                NewPlan.Period.valueOf(first.text("period")),
                first.number("on_day"),
                first.number("grace_days"),
                day.minusMonths(first.number("starts_months_ago")).withDayOfMonth(1),
                null,
                "",
                rows.stream()
                        .map(r -> new PlanPoint(
                                Codes.of(points, r.text("site") + "/" + r.text("point")), list(r.text("parameters"))))
                        .toList()));
        var round = day.minusMonths(first.number("sampled_months_ago")).withDayOfMonth(first.number("on_day"));
        for (Row row : rows) {
            samples.take(sample(
                    Codes.of(points, row.text("site") + "/" + row.text("point")),
                    NewSample.Kind.ROUTINE,
                    id,
                    round,
                    laboratory));
        }
        samples.take(sample(
                Codes.of(points, first.text("site") + "/" + first.text("point")),
                NewSample.Kind.FIELD_BLANK,
                id,
                round,
                laboratory));
    }

    private static NewSample sample(
            int point, NewSample.Kind kind, @Nullable Integer plan, LocalDate round, int laboratory) {
        return new NewSample(
                point,
                "",
                kind,
                null,
                plan,
                round,
                round.atTime(9, 30).atZone(ZoneId.of("Asia/Shanghai")).toInstant(),
                "Officer of the water section",
                "",
                "",
                laboratory,
                "B-" + round,
                round.plusDays(2),
                List.of());
    }
}
