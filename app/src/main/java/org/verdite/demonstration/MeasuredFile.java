package org.verdite.demonstration;

import java.io.InputStream;
import java.time.LocalDate;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.LoadResult;
import org.verdite.monitoring.intake.MappingSpec;

/// A file of measurements and its mapping, imported as a person would: registered, mapped, tried out, loaded.
abstract class MeasuredFile implements Step {

    private final Intake intake;
    private final Codes codes;

    MeasuredFile(Intake intake, Codes codes) {
        this.intake = intake;
        this.codes = codes;
    }

    abstract String fileName(LocalDate day);

    abstract InputStream content(LocalDate day);

    abstract MappingSpec mapping();

    /// A load is all or nothing by itself, and the same file twice changes nothing.
    @Override
    public boolean ownTransactions() {
        return true;
    }

    @Override
    public void load(LocalDate day) {
        long id = intake.register(content(day), fileName(day), codes.group());
        intake.map(id, mapping());
        var tried = intake.dryRun(id);
        if (tried.asked() > 0) {
            throw new IllegalStateException(fileName(day) + " leaves questions open: " + tried.questions());
        }
        LoadResult loaded = intake.load(id);
        if (loaded.loaded() + loaded.unchanged() == 0) {
            throw new IllegalStateException(fileName(day) + " brought nothing: " + tried.rejects());
        }
    }
}
