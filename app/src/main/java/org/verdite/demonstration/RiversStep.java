package org.verdite.demonstration;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.MappingSpec;

/// Real laboratory results of six river stations, with the answers to what their file leaves unsaid.
@Component
@Order(63)
class RiversStep extends MeasuredFile {

    private static final String SOURCE =
            "Environment and Climate Change Canada, Canada-British Columbia Water Quality Monitoring";

    RiversStep(Intake intake, Codes codes) {
        super(intake, codes);
    }

    @Override
    public String name() {
        return "results-rivers";
    }

    @Override
    public String brings() {
        return "real results of six rivers in British Columbia";
    }

    @Override
    String fileName(LocalDate day) {
        return "bc-rivers-laboratory.csv";
    }

    @Override
    InputStream content(LocalDate day) {
        return InputFiles.data("bc-rivers-laboratory.csv");
    }

    @Override
    MappingSpec mapping() {
        var stations = new HashMap<String, MappingSpec.PointChoice>();
        for (Row point : InputFiles.rows("points.csv")) {
            if (point.text("kind").equals("SURFACE_WATER")) {
                stations.put(
                        point.text("external_code"),
                        new MappingSpec.PointChoice(point.text("site") + "/" + point.text("code"), null, null));
            }
        }
        return new MappingSpec(
                new MappingSpec.Source(SOURCE, "Open Government Licence – Canada"),
                Map.of("point", "SiteID", "date", "Date", "parameter", "Variable", "value", "Value", "unit", "Units"),
                List.of(),
                null,
                stations,
                Map.of("RESIDUE TOTAL", residue()),
                null,
                null,
                List.of(),
                zeros(),
                MappingSpec.Keep.FIRST,
                "VALUE",
                "LABORATORY",
                null,
                true);
    }

    private static MappingSpec.ParameterChoice residue() {
        return new MappingSpec.ParameterChoice(
                null,
                new MappingSpec.NewParameter("xw1009", "Total residue", "总残渣", "WATER", "mg/L"),
                null,
                null,
                null,
                null);
    }

    /// A zero is what the laboratory did not find, at a level it does not say; water can have 0 °C, and hardness is
    /// calculated.
    private static MappingSpec.ZeroRule zeros() {
        return new MappingSpec.ZeroRule(
                MappingSpec.Zero.NOT_DETECTED,
                Map.of("w01010", MappingSpec.Zero.VALUE, "xw1001", MappingSpec.Zero.VALUE),
                Map.of());
    }
}
