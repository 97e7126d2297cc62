package org.verdite.demonstration;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.MappingSpec;

/// A laboratory's results of the group's discharges, simulated for the twelve months before the load.
class LaboratoryStep extends MeasuredFile {

    private final LaboratoryFile laboratory;
    private final String source;

    LaboratoryStep(Intake intake, Codes codes, LaboratoryFile laboratory, String source) {
        super(intake, codes);
        this.laboratory = laboratory;
        this.source = source;
    }

    @Override
    public String name() {
        return "results-" + laboratory.key();
    }

    @Override
    public String brings() {
        return "a year of simulated results of " + source;
    }

    @Override
    String fileName(LocalDate day) {
        return laboratory.key() + "-" + day + ".csv";
    }

    @Override
    InputStream content(LocalDate day) {
        var discharges = new Discharges(day, InputFiles.rows("simulation.csv"), InputFiles.rows("episodes.csv"));
        return new ByteArrayInputStream(laboratory.write(discharges.of(laboratory.key())));
    }

    @Override
    MappingSpec mapping() {
        List<String> headings = laboratory.headings();
        return new MappingSpec(
                new MappingSpec.Source(source, "Simulated for the demonstration"),
                Map.of(
                        "point", headings.get(0),
                        "sample", headings.get(1),
                        "date", headings.get(2),
                        "parameter", headings.get(3),
                        "value", headings.get(4),
                        "unit", headings.get(5)),
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
    }
}
