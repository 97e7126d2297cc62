package org.verdite.monitoring.intake;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Planting;
import org.verdite.monitoring.NewPoint;
import org.verdite.monitoring.NewSegment;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.alarm.Expectations;
import org.verdite.monitoring.alarm.Gaps;
import org.verdite.monitoring.alarm.Rhythm;
import org.verdite.monitoring.load.LoadRule;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.NewLoadRule;
import org.verdite.monitoring.outlet.NewSent;
import org.verdite.monitoring.screening.Cause;
import org.verdite.monitoring.screening.NewSuppression;
import org.verdite.monitoring.screening.Suppressions;
import org.verdite.shared.FacilityId;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A point whose laboratory's file brought an exceedance of its permit and a line that was not loaded; and a job.
public class MonitoringPlanting implements Planting {

    private static final MappingSpec MAPPING = new MappingSpec(
            new MappingSpec.Source(SECRET, SECRET),
            Map.of("point", "Place", "date", "Day", "parameter", "What", "value", "Result", "unit", "Unit"),
            List.of(),
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            List.of(),
            null,
            null,
            "DAY_MEAN",
            "LABORATORY",
            null,
            true);

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var points = beans.getBean(Points.class);
        int point = points.add(new NewPoint(
                new FacilityId(Planting.first(beans, "organisation.facility", unit)),
                "FOREIGN-W",
                LocalText.of(SECRET, SECRET, "en"),
                "OUTFALL",
                null,
                null,
                "",
                SECRET,
                "",
                "",
                "",
                false,
                LocalDate.of(2020, 1, 1)));
        int series = points.series(point, "w20122", "TOTAL", "", "DAY_MEAN", "LABORATORY", "mg/L");
        points.segment(series, new NewSegment(LocalDate.of(2020, 1, 1), SECRET, SECRET, null, "", "mg/L"));
        beans.getBean(Expectations.class).expect(series, Rhythm.MONTH, 1, 0, LocalDate.of(2025, 1, 1));
        beans.getBean(Gaps.class).look();
        var intake = beans.getBean(Intake.class);
        String file = "Place,Day,What,Result,Unit\n" + "FOREIGN-S/FOREIGN-W,2024-05-06,Total copper,0.47,mg/L\n"
                + "FOREIGN-S/FOREIGN-W,2024-05-07,Total copper," + SECRET + ",mg/L\n";
        long loaded =
                intake.register(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), WORD + ".csv", unit);
        intake.map(loaded, MAPPING);
        intake.dryRun(loaded);
        intake.load(loaded);
        beans.getBean(Suppressions.class)
                .propose(new NewSuppression(
                        series,
                        Instant.parse("2024-05-06T00:00:00Z"),
                        Instant.parse("2024-05-06T00:00:00Z"),
                        NewSuppression.Only.ALL,
                        Cause.OTHER,
                        SECRET,
                        null));
        // a rule needs more results than are planted
        beans.getBean(TransactionTemplate.class)
                .executeWithoutResult(_ -> beans.getBean(JdbcClient.class)
                        .sql("""
                                insert into monitoring.doubt (unit_id, series_id, kind, started, ended, date_only, results, value, score, compared, rule)
                                values (:unit, :series, 'OUTLIER', '2024-05-06', '2024-05-06', true, 1, 0.47, 9, 30, 1)""")
                        .param("unit", unit.value())
                        .param("series", series)
                        .update());
        var loads = beans.getBean(Loads.class);
        loads.send(
                new NewSent(point, "w20122", YearMonth.of(2024, 5), new BigDecimal("12"), "kg", "CONTRACTOR", SECRET));
        loads.choose(point, "w20122", YearMonth.of(2024, 5), "SENT", SECRET);
        loads.state(new NewLoadRule(
                point,
                "w20122",
                LoadRule.unstated(LoadRule.Method.STANDS),
                null,
                new BigDecimal("0.05"),
                "SENT",
                SECRET));
        new SampledPlanting(beans, unit).plant(point);
        long tried = intake.register(
                new ByteArrayInputStream(file.replace("0.47", "0.48").getBytes(StandardCharsets.UTF_8)),
                WORD + "-2.csv",
                unit);
        intake.map(tried, MAPPING);
        intake.startDryRun(tried);
    }
}
