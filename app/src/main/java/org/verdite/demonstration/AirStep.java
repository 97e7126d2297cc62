package org.verdite.demonstration;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.MappingSpec;

/// A real year of hourly air, one column a pollutant.
@Component
@Order(64)
class AirStep extends MeasuredFile {

    private static final String SOURCE =
            "Beijing Multi-Site Air-Quality Data, UCI Machine Learning Repository 501 (S. Chen)";
    private static final int HOUR = 60;

    AirStep(Intake intake, Codes codes) {
        super(intake, codes);
    }

    @Override
    public String name() {
        return "results-air";
    }

    @Override
    public String brings() {
        return "a real year of hourly air at Changping";
    }

    @Override
    String fileName(LocalDate day) {
        return "beijing-changping-hourly-air.csv";
    }

    @Override
    InputStream content(LocalDate day) {
        return InputFiles.data("beijing-changping-hourly-air.csv");
    }

    @Override
    MappingSpec mapping() {
        return new MappingSpec(
                new MappingSpec.Source(SOURCE, "CC BY 4.0"),
                Map.of("year", "year", "month", "month", "day", "day", "hour", "hour"),
                List.of(
                        micrograms("PM2.5", "a34004"),
                        micrograms("PM10", "a34002"),
                        micrograms("SO2", "a21026"),
                        micrograms("NO2", "a21004"),
                        micrograms("CO", "a21005"),
                        micrograms("O3", "a05024"),
                        new MappingSpec.WideColumn("TEMP", "a01001", "°C")),
                "PTG/AQ001",
                Map.of(),
                Map.of(),
                null,
                null,
                List.of("NA"),
                null,
                null,
                "HOUR_MEAN",
                "ONLINE",
                HOUR,
                true);
    }

    private static MappingSpec.WideColumn micrograms(String column, String parameter) {
        return new MappingSpec.WideColumn(column, parameter, "µg/m³");
    }
}
