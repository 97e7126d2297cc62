package org.verdite.monitoring.register;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.equipment.Instruments;
import org.verdite.monitoring.equipment.NewInstrument;
import org.verdite.monitoring.register.RegisterRows.Instrument;
import org.verdite.monitoring.register.Registers.Change;
import org.verdite.shared.Invalid;
import org.verdite.ui.form.Form;

/// A line of the sheet of instruments. An empty cell leaves as it is what is there; what an instrument is and measures
/// is no matter of a correction, only until when it serves and what is noted of it.
@Component
class InstrumentLines implements Registers.Desk {

    /// `COD`, `Total copper 0–5 mg/L`
    private static final Pattern RANGE = Pattern.compile(
            "(.+?)(?:\\s+(-?\\d+(?:\\.\\d+)?)\\s*(?:[–~]|\\.\\.|-|to)\\s*(-?\\d+(?:\\.\\d+)?)\\s*(\\S*))?");

    private final RegisterRows rows;
    private final Instruments instruments;

    InstrumentLines(RegisterRows rows, Instruments instruments) {
        this.rows = rows;
        this.instruments = instruments;
    }

    @Override
    public Change take(Form line) {
        var site = rows.site(line.typed("site"))
                .orElseThrow(() -> new Invalid("site", "monitoring.register.problem.site", line.typed("site")));
        int point = rows.point(site.id(), line.typed("point"))
                .orElseThrow(() -> new Invalid("point", "monitoring.register.problem.point", line.typed("point")))
                .id();
        var there = rows.instrument(point, line.typed("code")).orElse(null);
        return there == null ? add(line, point) : change(line, there);
    }

    private Change add(Form line, int point) {
        var instrument = new NewInstrument(
                point,
                line.text("code", 40),
                line.optionalText("maker", 120),
                line.optionalText("model", 120),
                line.optionalText("serial", 120),
                line.date("from"),
                line.optionalText("note", 2000),
                ranges(line));
        var to = line.optionalDate("to");
        line.check();
        int id = instruments.add(instrument);
        if (to != null) {
            instruments.serve(id, 1, to, instrument.note());
        }
        return Change.ADDED;
    }

    private Change change(Form line, Instrument there) {
        PointLines.stays(line, "maker", said(line, "maker", there.maker()));
        PointLines.stays(line, "model", said(line, "model", there.model()));
        PointLines.stays(line, "serial", said(line, "serial", there.serial()));
        PointLines.stays(line, "from", line.date("from").equals(there.from()));
        if (line.has("ranges")) {
            var measured = ranges(line).stream()
                    .map(NewInstrument.Range::parameter)
                    .sorted()
                    .toList();
            PointLines.stays(line, "ranges", measured.equals(there.parameters()));
        }
        var to = line.has("to") ? line.optionalDate("to") : there.to();
        String note = line.has("note") ? line.optionalText("note", 2000) : there.note();
        line.check();
        if (Objects.equals(to, there.to()) && note.equals(there.note())) {
            return Change.UNCHANGED;
        }
        instruments.serve(there.id(), there.version(), to, note);
        return Change.CHANGED;
    }

    private static boolean said(Form line, String field, String there) {
        return !line.has(field) || line.typed(field).strip().equals(there);
    }

    private List<NewInstrument.Range> ranges(Form line) {
        var ranges = new ArrayList<NewInstrument.Range>();
        for (String text : line.text("ranges", 4000).split("[;；\n]")) {
            if (text.isBlank()) {
                continue;
            }
            var match = RANGE.matcher(text.strip());
            if (!match.matches()) {
                line.problem("ranges", "monitoring.instrument.invalid.line", text.strip());
                continue;
            }
            var parameter = rows.parameter(match.group(1));
            if (parameter.isEmpty()) {
                line.problem("ranges", "monitoring.invalid.parameter", match.group(1));
                continue;
            }
            ranges.add(new NewInstrument.Range(
                    parameter.get().code(),
                    match.group(2) == null ? null : new BigDecimal(match.group(2)),
                    match.group(3) == null ? null : new BigDecimal(match.group(3)),
                    match.group(4) == null ? "" : match.group(4)));
        }
        return ranges;
    }
}
