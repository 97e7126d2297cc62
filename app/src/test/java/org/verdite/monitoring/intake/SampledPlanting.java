package org.verdite.monitoring.intake;

import static org.verdite.Planting.SECRET;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.monitoring.equipment.Instruments;
import org.verdite.monitoring.equipment.Laboratories;
import org.verdite.monitoring.equipment.NewCalibration;
import org.verdite.monitoring.equipment.NewInstrument;
import org.verdite.monitoring.place.Position;
import org.verdite.monitoring.place.Positions;
import org.verdite.monitoring.sampling.NewPlan;
import org.verdite.monitoring.sampling.NewSample;
import org.verdite.monitoring.sampling.Plans;
import org.verdite.monitoring.sampling.Samples;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// An instrument, a plan and a sample of the foreign point. The laboratory works for everybody and is no secret.
record SampledPlanting(BeanFactory beans, UnitId unit) {

    void plant(int point) {
        beans.getBean(Positions.class)
                .state(
                        point,
                        new Position(
                                Position.System.WGS84, "", new BigDecimal("101"), new BigDecimal("26"), null, SECRET));
        var instruments = beans.getBean(Instruments.class);
        int instrument = instruments.add(new NewInstrument(
                point,
                "FOREIGN-AI",
                SECRET,
                SECRET,
                SECRET,
                LocalDate.of(2020, 1, 1),
                SECRET,
                List.of(new NewInstrument.Range("w20122", null, null, "mg/L"))));
        instruments.calibrate(
                instrument,
                new NewCalibration(
                        LocalDate.of(2020, 2, 1),
                        SECRET,
                        NewCalibration.Result.PASSED,
                        LocalDate.of(2021, 2, 1),
                        null,
                        null,
                        SECRET,
                        SECRET));
        instruments.maintain(instrument, Instant.parse("2020-03-01T00:00:00Z"), null, SECRET, SECRET);
        var laboratories = beans.getBean(Laboratories.class);
        int laboratory = laboratories.add("LAB-1", LocalText.of("en", "County laboratory"), false, "");
        laboratories.accredit(
                laboratory,
                new Laboratories.NewAccreditation(
                        "HJ 776-2015", List.of("w20122"), "CNAS", "L1", LocalDate.of(2020, 1, 1), null));
        int plan = beans.getBean(Plans.class)
                .add(new NewPlan(
                        new SiteId(Planting.first(beans, "organisation.site", unit)),
                        "FOREIGN-PLAN",
                        LocalText.of(SECRET, SECRET, "en"),
                        1,
                        NewPlan.Period.MONTH,
                        6,
                        5,
                        LocalDate.of(2024, 5, 1),
                        null,
                        SECRET,
                        List.of(new NewPlan.PlanPoint(point, List.of("w20122")))));
        var samples = beans.getBean(Samples.class);
        int sample = samples.take(new NewSample(
                point,
                "FOREIGN-SAMPLE",
                NewSample.Kind.ROUTINE,
                null,
                plan,
                LocalDate.of(2024, 5, 6),
                Instant.parse("2024-05-06T02:00:00Z"),
                SECRET,
                SECRET,
                SECRET,
                laboratory,
                SECRET,
                null,
                List.of()));
        samples.handOver(
                sample,
                new Samples.Handover(
                        SECRET, SECRET, Instant.parse("2024-05-06T03:00:00Z"), Samples.Condition.INTACT, null, SECRET));
    }
}
