package org.verdite.monitoring.intake;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.FileRefused;
import org.verdite.monitoring.intake.file.ImportFiles;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.book.WorkbookFile;
import org.verdite.ui.job.Jobs;

/// The way in for files of measurements: register, map, try out, load. Each step may be repeated; a load is all or
/// nothing, and the same file twice changes nothing.
@Component
public class Intake {

    static final String DRY_RUN = "monitoring.dryRun";
    static final String LOAD = "monitoring.load";

    private final Intakes intakes;
    private final ImportFiles files;
    private final Dictionary dictionary;
    private final DryRunner dryRunner;
    private final Loader loader;
    private final Access access;
    private final Jobs jobs;
    private final TransactionTemplate transaction;

    Intake(
            Intakes intakes,
            ImportFiles files,
            Dictionary dictionary,
            DryRunner dryRunner,
            Loader loader,
            Access access,
            Jobs jobs,
            PlatformTransactionManager transactions) {
        this.intakes = intakes;
        this.files = files;
        this.dictionary = dictionary;
        this.dryRunner = dryRunner;
        this.loader = loader;
        this.access = access;
        this.jobs = jobs;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Keeps a file and finds out how it is written.
    ///
    /// @param unit to whose imports it belongs
    /// @throws FileRefused when it is no delimited text, too large or empty; nothing is kept then
    public long register(InputStream in, String fileName, UnitId unit) {
        return register(in, fileName, unit, null);
    }

    /// Keeps a file, text or workbook, and finds out how it is written. Of a workbook one sheet is read.
    ///
    /// @param sheet name of the sheet; null takes the one with the most rows
    public long register(InputStream in, String fileName, UnitId unit, @Nullable String sheet) {
        transaction.executeWithoutResult(_ -> access.require(Permission.MONITORING_IMPORT, unit));
        return register(files.keep(in), fileName, unit, sheet);
    }

    /// Keeps files that a laboratory delivers together, such as samples and results, as one archive.
    public long register(List<InputStream> together, List<String> names, UnitId unit) {
        transaction.executeWithoutResult(_ -> access.require(Permission.MONITORING_IMPORT, unit));
        if (names.stream().map(String::strip).distinct().count() < names.size()) {
            throw new Invalid("file", "monitoring.import.invalid.sameName");
        }
        return register(files.keep(names, together), String.join(" + ", names), unit, null);
    }

    private long register(ImportFiles.Kept kept, String fileName, UnitId unit, @Nullable String sheet) {
        var path = files.path(kept.sha256());
        var book = WorkbookFile.looksLike(path) ? files.book(kept.sha256(), sheet) : null;
        var shape = book == null
                ? CsvFile.open(path, kept.utf8()).shape()
                : book.text().shape();
        String name = fileName.strip();
        return Objects.requireNonNull(transaction.execute(_ ->
                (long) intakes.insert(unit, name.length() > 200 ? name.substring(0, 200) : name, kept, shape, book)));
    }

    /// Reads another sheet of the workbook. Mapping and dry run begin anew.
    public void chooseSheet(long id, String sheet) {
        var row = Objects.requireNonNull(transaction.execute(_ -> {
            var found = intakes.require(id);
            access.require(Permission.MONITORING_IMPORT, new UnitId(found.unit()));
            if (!found.state().mayMap()) {
                throw new Refused("monitoring.import.refused.loaded");
            }
            return found;
        }));
        if (!row.workbook()) {
            throw new Invalid("sheet", "monitoring.import.invalid.sheet", sheet);
        }
        if (!Files.exists(files.path(row.sha256()))) {
            throw new Refused("monitoring.import.refused.fileGone");
        }
        var book = files.book(row.sha256(), sheet);
        transaction.executeWithoutResult(_ -> intakes.sheet(row, book));
    }

    /// The file as it came, for whoever may import here.
    @Transactional(readOnly = true)
    public Path original(long id) {
        var row = intakes.require(id);
        access.require(Permission.MONITORING_IMPORT, new UnitId(row.unit()));
        var path = files.path(row.sha256());
        if (row.sha256().length == 0 || !Files.exists(path)) {
            throw new Refused("monitoring.import.refused.fileGone");
        }
        return path;
    }

    /// What the mapping probably is: as remembered for this shape of file, else by its headings.
    ///
    /// @param source only a mapping of this source; null for any
    @Transactional(readOnly = true)
    public MappingSpec proposal(long id, @Nullable String source) {
        var row = intakes.require(id);
        return Optional.ofNullable(row.mapping())
                .or(() -> intakes.remembered(row.fingerprint(), source))
                .orElseGet(() -> Guess.of(row.header(), dictionary.aliases()));
    }

    /// Says what the columns mean and answers questions. A dry run made before is out of date then.
    @Transactional
    public void map(long id, MappingSpec spec) {
        var row = intakes.require(id);
        access.require(Permission.MONITORING_IMPORT, new UnitId(row.unit()));
        if (!row.state().mayMap()) {
            throw new Refused("monitoring.import.refused.loaded");
        }
        new Layout(row.header(), spec);
        if (!Points.STATISTICS.contains(spec.statistic()) || !Points.MODES.contains(spec.mode())) {
            throw new Invalid(Points.STATISTICS.contains(spec.statistic()) ? "mode" : "statistic", "ui.form.choice");
        }
        Integer source = null;
        var named = spec.source();
        if (named != null && !named.name().isBlank()) {
            new Lengths()
                    .most("source", 200, named.name())
                    .most("licence", 200, named.licence())
                    .check();
            source = intakes.source(new UnitId(row.unit()), named);
        }
        intakes.map(row, spec, source);
    }

    /// Tries the file out now.
    public DryRun dryRun(long id) {
        transaction.executeWithoutResult(_ -> mayTry(id));
        return dryRunner.run(id, (_, _) -> {});
    }

    /// Tries the file out as a job and answers its id.
    @Transactional
    public long startDryRun(long id) {
        var row = mayTry(id);
        return start(
                row, DRY_RUN, row.state(), LocalText.of(row.fileName() + ": dry run", row.fileName() + "：试运行", "en"));
    }

    /// Asked before: the dry run itself reads the books of all units.
    private IntakeRow mayTry(long id) {
        var row = intakes.require(id);
        access.require(Permission.MONITORING_IMPORT, new UnitId(row.unit()));
        row.requireMapping();
        if (!row.state().mayMap()) {
            throw new Refused("monitoring.import.refused.loaded");
        }
        return row;
    }

    private long start(IntakeRow row, String kind, IntakeState state, LocalText title) {
        long job = jobs.start(kind, new UnitId(row.unit()), title, Integer.toString(row.id()));
        intakes.move(row, state, job, "");
        return job;
    }

    /// Loads now what is ready; lines whose question was not answered stay out.
    public LoadResult load(long id) {
        transaction.executeWithoutResult(_ -> mayLoad(id));
        return loader.run(id, (_, _) -> {});
    }

    /// Loads as a job and answers its id.
    @Transactional
    public long startLoad(long id) {
        var row = mayLoad(id);
        return start(
                row, LOAD, IntakeState.LOADING, LocalText.of(row.fileName() + ": load", row.fileName() + "：载入", "en"));
    }

    /// Every point's unit must allow it to the one who starts the load; afterwards the load sees everything.
    private IntakeRow mayLoad(long id) {
        var row = intakes.require(id);
        access.require(Permission.MONITORING_IMPORT, new UnitId(row.unit()));
        if (!row.state().mayLoad()) {
            throw new Refused(
                    row.state() == IntakeState.LOADED
                            ? "monitoring.import.refused.loaded"
                            : "monitoring.import.refused.notTried");
        }
        var dry = intakes.dryRun(row).orElseThrow(() -> new Refused("monitoring.import.refused.notTried"));
        dry.units().forEach(unit -> access.require(Permission.MONITORING_IMPORT, new UnitId(unit)));
        var spec = row.requireMapping();
        if (spec.remembered() && row.sourceId() != null) {
            intakes.remember(row, row.sourceId(), spec);
        }
        return row;
    }

    /// Gives an import up; nothing of it was stored.
    @Transactional
    public void cancel(long id) {
        var row = intakes.require(id);
        access.require(Permission.MONITORING_IMPORT, new UnitId(row.unit()));
        if (!row.state().mayMap()) {
            throw new Refused("monitoring.import.refused.loaded");
        }
        intakes.move(row, IntakeState.CANCELLED, null, "");
    }

    @Transactional(readOnly = true)
    public IntakeRow require(long id) {
        return intakes.require(id);
    }

    /// Up to ten lines of the file, for the eye.
    @Transactional(readOnly = true)
    public java.util.List<java.util.List<String>> sample(long id) {
        var row = intakes.require(id);
        return Marks.file(row, files).sample();
    }

    /// What the last dry run found, if it still speaks of the mapping as it is.
    @Transactional(readOnly = true)
    public Optional<DryRun> lastDryRun(long id) {
        return intakes.dryRun(intakes.require(id));
    }

    /// A load or dry run ended without result; the import says so and may be tried again.
    void ended(long id, IntakeState state, String why) {
        Scope.current()
                .everything()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    var row = intakes.require(id);
                    if (row.state() == IntakeState.LOADING
                            || state == IntakeState.FAILED && row.state() == IntakeState.MAPPED) {
                        intakes.move(row, state, null, why);
                    }
                }));
    }
}
