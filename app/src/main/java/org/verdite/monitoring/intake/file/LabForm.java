package org.verdite.monitoring.intake.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.book.SheetFound;

/// A form in which laboratories deliver one job as several tables: which tables it takes, and what the columns of a
/// line come from. The names of the columns are those of the ESdat laboratory format and of the EQuIS electronic data
/// deliverable, which their publishers document.
///
/// @param samples the table of samples
/// @param results the table of results
/// @param tests the table of the analyses between them, where there is one
/// @param batches the table of the batches in which they were made, where there is one
/// @param head which laboratory reports, where the delivery says it
/// @param others tables of the delivery that are not read
record LabForm(
        Kind kind,
        LabPart samples,
        LabPart results,
        @Nullable LabPart tests,
        @Nullable LabPart batches,
        @Nullable LabHeader head,
        List<LabPart> others) {

    enum Kind {
        ESDAT("ESdat: Sample + Chemistry", "Sample", "Chemistry"),
        EQUIS("EQuIS: Sample + Result", "Sample", "Result");

        final String title;
        final String sample;
        final String result;

        Kind(String title, String sample, String result) {
            this.title = title;
            this.sample = sample;
            this.result = result;
        }
    }

    private static final String[] CODE = {"SampleCode", "Sample_Code", "Lab_Sample_ID"};
    private static final String[] SYS = {"sys_sample_code"};
    private static final String[] CHEM = {"ChemCode", "ChemName", "OriginalChemName", "Original_Chem_Name"};

    /// The form that some tables make, if they make one.
    static Optional<LabForm> find(List<LabPart> parts) {
        return esdat(parts).or(() -> equis(parts));
    }

    private static Optional<LabForm> esdat(List<LabPart> parts) {
        var results = first(parts, p -> p.has(CODE) && p.has(CHEM) && p.has("Result"));
        var samples = first(
                parts,
                p -> p.has(CODE)
                        && !p.has(CHEM)
                        && p.has("Field_ID", "LocCode", "Location_Code")
                        && p.has("Sampled_Date_Time", "Sampled_Date", "SampledDate", "Sampled_Date-Time"));
        var head = first(parts, LabHeader::is);
        return samples.flatMap(s -> results.map(r -> new LabForm(
                Kind.ESDAT,
                s,
                r,
                null,
                null,
                head.map(LabHeader::of).orElse(null),
                rest(parts, Stream.of(Optional.of(s), Optional.of(r), head)))));
    }

    private static Optional<LabForm> equis(List<LabPart> parts) {
        var results = first(parts, p -> p.has(SYS) && p.has("cas_rn") && p.has("result_value", "detect_flag"));
        var samples = first(parts, p -> p.has(SYS) && p.has("sample_date") && !p.has("cas_rn"));
        var tests = first(
                parts,
                p -> p.has(SYS)
                        && p.has("lab_anl_method_name")
                        && !p.has("cas_rn")
                        && !p.has("sample_date")
                        && !p.has("test_batch_id"));
        var batches = first(parts, p -> p.has(SYS) && p.has("test_batch_id"));
        return samples.flatMap(s -> results.map(r -> new LabForm(
                Kind.EQUIS,
                s,
                r,
                tests.orElse(null),
                batches.orElse(null),
                null,
                rest(parts, Stream.of(Optional.of(s), Optional.of(r), tests, batches)))));
    }

    /// The same with the head that came as a file of its own.
    LabForm with(LabHeader other) {
        return head == null && esdat() ? new LabForm(kind, samples, results, tests, batches, other, others) : this;
    }

    private static Optional<LabPart> first(List<LabPart> parts, java.util.function.Predicate<LabPart> is) {
        return parts.stream().filter(is).findFirst();
    }

    private static List<LabPart> rest(List<LabPart> parts, Stream<Optional<LabPart>> used) {
        var read = used.flatMap(Optional::stream).toList();
        return parts.stream().filter(p -> !read.contains(p)).toList();
    }

    /// Whether the sheets of a workbook may be a delivery: worth looking into.
    static boolean mayBe(List<SheetFound> sheets) {
        return sheets.size() > 1
                && sheets.size() <= 20
                && sheets.stream().anyMatch(s -> named(s, "sample"))
                && sheets.stream().anyMatch(s -> named(s, "result") || named(s, "chem"));
    }

    private static boolean named(SheetFound sheet, String word) {
        return sheet.name().toLowerCase(Locale.ROOT).contains(word);
    }

    int sampleKey() {
        return samples.column(kind == Kind.ESDAT ? CODE : SYS);
    }

    int resultKey() {
        return results.column(kind == Kind.ESDAT ? CODE : SYS);
    }

    boolean esdat() {
        return kind == Kind.ESDAT;
    }
}
