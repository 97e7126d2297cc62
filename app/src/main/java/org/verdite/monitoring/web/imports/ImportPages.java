package org.verdite.monitoring.web.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.intake.DryRun;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.IntakeRow;
import org.verdite.monitoring.intake.MappingSpec;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.job.Job;
import org.verdite.ui.job.Jobs;

/// Gathers what the steps of an import show.
@Component
@Transactional(readOnly = true)
class ImportPages {

    private final Intake intake;
    private final ImportQueries queries;
    private final Jobs jobs;
    private final Access access;

    ImportPages(Intake intake, ImportQueries queries, Jobs jobs, Access access) {
        this.intake = intake;
        this.queries = queries;
        this.jobs = jobs;
        this.access = access;
    }

    private ImportHead head(IntakeRow row, int step, Texts t) {
        return new ImportHead(
                row.id(),
                row.fileName(),
                row.state().name(),
                row.size(),
                row.encoding(),
                String.valueOf(row.delimiter()),
                row.source(),
                row.header().size(),
                step,
                row.lines(),
                t.time(row.at()),
                access.may(Permission.MONITORING_IMPORT, new UnitId(row.unit())),
                row.sheet(),
                sheets(row, t));
    }

    private static Map<String, String> sheets(IntakeRow row, Texts t) {
        var named = new LinkedHashMap<String, String>();
        for (var sheet : row.sheets()) {
            String key = sheet.hidden() ? "monitoring.import.sheet.hidden" : "monitoring.import.sheet.rows";
            named.put(sheet.name(), t.of(key, sheet.name(), sheet.rows()));
        }
        return named;
    }

    public ImportMappingPage mapping(long id, Form form, Texts t) {
        var row = intake.require(id);
        var wide = new java.util.ArrayList<String>();
        for (int i = 0; form.has("wide." + i + ".column"); i++) {
            wide.add(form.typed("wide." + i + ".column"));
        }
        return new ImportMappingPage(
                head(row, 1, t),
                form.with("sheet", row.sheet()),
                row.header(),
                intake.sample(id),
                MappingForm.headings(row.header()),
                wide,
                queries.parameters(t),
                queries.points(t));
    }

    public ImportDryRunPage dryRun(long id, Texts t) {
        var row = intake.require(id);
        var job = job(row);
        boolean running = job != null && job.running();
        var dry = running ? null : intake.lastDryRun(id).orElse(null);
        var source = Optional.ofNullable(row.mapping()).map(MappingSpec::source).orElse(null);
        return new ImportDryRunPage(
                head(row, 2, t),
                dry,
                job,
                dry == null && !running ? failure(row, job, t) : "",
                row.mapping() == null ? MappingSpec.EMPTY : row.mapping(),
                unknown(dry == null ? List.of() : dry.points()),
                unknown(dry == null ? List.of() : dry.parameters()),
                dry == null ? java.util.Map.of() : queries.points(t),
                dry == null ? java.util.Map.of() : queries.parameters(t),
                dry == null ? java.util.Map.of() : queries.facilities(t),
                Points.KINDS,
                source == null ? "" : source.name(),
                source == null || source.licence() == null ? "" : source.licence());
    }

    private static List<DryRun.NameFound> unknown(List<DryRun.NameFound> names) {
        return names.stream().filter(n -> n.to().isEmpty()).limit(100).toList();
    }

    /// The job says it with the line; a failure of before is kept as a message key where it has one.
    private static String failure(IntakeRow row, @Nullable Job job, Texts t) {
        String why = job == null ? "" : job.why(t);
        if (!why.isEmpty()) {
            return why;
        }
        return row.failure().startsWith("monitoring.") ? t.or(row.failure(), row.failure()) : row.failure();
    }

    private @Nullable Job job(IntakeRow row) {
        return row.job() == null ? null : jobs.require(row.job());
    }

    public ImportLoadedPage loaded(IntakeRow row, Texts t) {
        boolean loaded = row.loadedAt() != null;
        return new ImportLoadedPage(
                head(row, 3, t),
                loaded,
                row.result(),
                loaded ? null : job(row),
                loaded ? queries.loadedPoints(row.id(), t) : List.of());
    }
}
