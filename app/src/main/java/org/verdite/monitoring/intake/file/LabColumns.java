package org.verdite.monitoring.intake.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.verdite.monitoring.intake.file.LabForm.Kind;

/// What a line of a joined delivery holds. Each heading begins with what the column means and says where it came from:
/// `point: Sample.Field_ID`; so the mapping needs no asking, and a message about a cell names its table.
final class LabColumns {

    /// Why a line of results is not one, in the words of the mapping.
    static final String JOINED = "joined";

    /// A line of a sample that is no ordinary one: a blank, a spike. Of one that is known it is a result all the same.
    static final String CONTROL = "control";

    private static final String NOTHING = "";

    /// What the analysis of a result says beside it.
    record Test(String fraction, String laboratory) {
        static final Test NONE = new Test(NOTHING, NOTHING);
    }

    private final LabForm form;
    private final List<String> header = new ArrayList<>();
    private final int point;
    private final int date;
    private final int time;
    private final int type;
    private final int code;
    private final int name;
    private final int prefix;
    private final int value;
    private final int unit;
    private final int fraction;
    private final int qualifier;
    private final int level;
    private final int levelUnit;
    private final int detected;
    private final int reportable;
    private final int resultType;
    private final int laboratory;
    private final int group;
    private final int analysed;

    LabColumns(LabForm form) {
        this.form = form;
        boolean e = form.esdat();
        var s = form.samples();
        var r = form.results();
        point = e
                ? s.column("LocCode", "Location_Code", "Field_ID")
                : s.column("sys_loc_code", "sample_name", "sys_sample_code");
        date = e
                ? s.column("Sampled_Date_Time", "Sampled_Date-Time", "Sampled_Date", "SampledDate")
                : s.column("sample_date");
        time = e ? s.column("Sampled_Time") : s.column("sample_time");
        type = e ? s.column("Sample_Type", "SampleType") : s.column("sample_type_code");
        code = e ? r.column("ChemCode") : r.column("cas_rn");
        name = e ? r.column("ChemName", "OriginalChemName", "Original_Chem_Name") : r.column("chemical_name");
        prefix = e ? r.column("Prefix") : -1;
        value = e ? r.column("Result") : r.column("result_value");
        unit = e ? r.column("Result_Unit", "ResultUnit", "Units") : r.column("result_unit");
        fraction = e ? r.column("Total_or_Filtered") : r.column("fraction", "total_or_dissolved");
        qualifier = e
                ? r.column("Lab_Qualifier", "Result_Qualifier", "Qualifier")
                : r.column("interpreted_qualifiers", "validator_qualifiers", "lab_qualifiers");
        level = e
                ? r.column("EQL", "RDL", "LOR", "Detection_Limit")
                : r.column("reporting_detection_limit", "quantitation_limit", "method_detection_limit");
        levelUnit = e ? r.column("EQL_Units", "EQL_Unit") : r.column("detection_limit_unit");
        detected = e ? -1 : r.column("detect_flag");
        reportable = e ? -1 : r.column("reportable_result");
        resultType = e ? -1 : r.column("result_type_code");
        laboratory = e ? s.column("Lab_Name") : -1;
        group = e ? s.column("Lab_Report_Number", "SDG") : s.column("sample_delivery_group");
        analysed = e
                ? r.column("Anal_Date", "Analysis_Date", "Analysed_Date", "Analyzed_Date")
                : r.column("analysis_date");
        head(form.kind());
    }

    private void head(Kind kind) {
        header.add("point: " + sample(point));
        header.add("date: " + sample(date));
        if (time >= 0) {
            header.add("time: " + sample(time));
        }
        header.add("sample: " + sample(form.sampleKey()));
        header.add("replicate: " + (type < 0 ? kind.sample : sample(type)));
        header.add("parameter: " + result(name < 0 ? code : name));
        header.add("fraction: " + (fraction < 0 ? kind.result : result(fraction)));
        header.add("value: " + result(value));
        header.add("unit: " + (unit < 0 ? kind.result : result(unit)));
        header.add("qualifier: " + (qualifier < 0 ? kind.result : result(qualifier)));
        header.add("detectionLimit: " + (level < 0 ? kind.result : result(level)));
        header.add("detectionLimitUnit: " + (levelUnit < 0 ? kind.result : result(levelUnit)));
        header.add("laboratory: " + (laboratory < 0 ? form.esdat() ? "Header" : "Test" : sample(laboratory)));
        header.add("batch: "
                + (form.batches() != null
                        ? "Batch"
                        : group < 0 ? form.esdat() ? "Header" : kind.sample : sample(group)));
        header.add("analysed: " + (analysed < 0 ? kind.result : result(analysed)));
        header.add(JOINED + ": " + kind.result);
    }

    private String sample(int column) {
        return form.kind().sample + "." + form.samples().header().get(column).replace("#", "");
    }

    private String result(int column) {
        return form.kind().result + "."
                + (column < 0 ? "" : form.results().header().get(column).replace("#", ""));
    }

    List<String> header() {
        return List.copyOf(header);
    }

    /// A line that belongs together.
    ///
    /// @param batch of the analysis; empty where none is told, then the sample's delivery counts
    List<String> line(String[] sample, String[] result, Test test, String batch) {
        var cells = new ArrayList<String>();
        cells.add(cell(sample, point));
        cells.add(cell(sample, date));
        if (time >= 0) {
            cells.add(cell(sample, time));
        }
        cells.add(cell(sample, form.sampleKey()));
        cells.add(duplicate(cell(sample, type)) ? "1" : NOTHING);
        String called = cell(result, name);
        cells.add(called.isBlank() ? cell(result, code) : called);
        String part = cell(result, fraction);
        cells.add(fraction(part.isBlank() ? test.fraction() : part));
        boolean below = detected >= 0 && cell(result, detected).strip().equalsIgnoreCase("N");
        String number = cell(result, value);
        boolean byLevel = below && number.isBlank();
        cells.add(value(result, below));
        String measure = cell(result, unit);
        cells.add(byLevel && !cell(result, levelUnit).isBlank() ? cell(result, levelUnit) : measure);
        cells.add(cell(result, qualifier));
        // where the value itself says below what it was not detected, that counts
        boolean said = below || !cell(result, prefix).isBlank();
        cells.add(said ? NOTHING : cell(result, level));
        cells.add(said ? NOTHING : cell(result, levelUnit));
        var head = form.head();
        String lab = cell(sample, laboratory);
        cells.add(first(lab, test.laboratory(), head == null ? NOTHING : head.laboratory()));
        cells.add(first(batch, cell(sample, group), head == null ? NOTHING : head.report()));
        cells.add(cell(result, analysed));
        cells.add(problem(sample, result));
        return cells;
    }

    private static String first(String... texts) {
        return Arrays.stream(texts).filter(text -> !text.isBlank()).findFirst().orElse(NOTHING);
    }

    /// A line of results that can't be joined.
    List<String> line(String problem) {
        var cells = new ArrayList<>(java.util.Collections.nCopies(header.size() - 1, NOTHING));
        cells.add(problem);
        return cells;
    }

    private String value(String[] result, boolean below) {
        String number = cell(result, value).strip();
        String mark = cell(result, prefix).strip();
        if (below && !number.startsWith("<")) {
            String bound = number.isBlank() ? cell(result, level).strip() : number;
            return bound.isBlank() ? "ND" : "<" + bound;
        }
        return mark.isEmpty() || mark.equals("=") || number.startsWith(mark) ? number : mark + number;
    }

    private static boolean duplicate(String type) {
        String plain = type.strip().toUpperCase(Locale.ROOT);
        return plain.equals("FD") || plain.equals("FR") || plain.equals("FIELD_D");
    }

    private static String fraction(String written) {
        return switch (written.strip().toUpperCase(Locale.ROOT)) {
            case "T" -> "Total";
            case "D", "F" -> "Dissolved";
            case "N" -> NOTHING;
            default -> written;
        };
    }

    /// Blanks, spikes and surrogates speak of the laboratory, not of the place; and of several analyses one is
    /// reported.
    private String problem(String[] sample, String[] result) {
        String kind = cell(sample, type).strip();
        boolean ordinary = List.of("", "N", "NM", "NORMAL", "REG", "PRIMARY").contains(kind.toUpperCase(Locale.ROOT));
        if (!ordinary && !duplicate(kind)) {
            return problem(CONTROL, kind);
        }
        String of = cell(result, resultType).strip();
        if (!of.isEmpty() && !of.equalsIgnoreCase("TRG") && !of.equalsIgnoreCase("REG")) {
            return problem("qc", of);
        }
        String said = cell(result, reportable).strip();
        return said.equalsIgnoreCase("No") || said.equalsIgnoreCase("N") ? problem("notReportable", said) : NOTHING;
    }

    /// A code and what it speaks of, in one cell.
    static String problem(String code, Object... args) {
        var text = new StringBuilder(code);
        for (Object arg : args) {
            text.append('\u001f').append(String.valueOf(arg).replace('\u001f', ' '));
        }
        return text.toString();
    }

    private static String cell(String[] cells, int column) {
        return column < 0 || column >= cells.length || cells[column] == null ? NOTHING : cells[column];
    }
}
