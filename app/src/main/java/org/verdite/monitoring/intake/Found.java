package org.verdite.monitoring.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.verdite.monitoring.sampling.Deliveries;

/// Puts what a dry run found into questions and sentences.
final class Found {

    private Found() {}

    static List<DryRun.Question> questions(Plan plan, Trial trial, Survey survey) {
        var questions = new ArrayList<DryRun.Question>();
        trial.open.forEach((kind, count) -> questions.add(question(
                kind,
                count[0],
                trial,
                List.of(new DryRun.NameFound(
                        kind.equals("date")
                                ? survey.dates().example()
                                : survey.numbers().example(),
                        0,
                        "",
                        List.of())),
                0)));
        var zeros = trial.zerosAsked();
        if (!zeros.isEmpty()) {
            long kept = trial.zerosKept.values().stream().mapToLong(n -> n[0]).sum();
            questions.add(question(
                    "zero", zeros.stream().mapToLong(DryRun.NameFound::count).sum(), trial, zeros, kept));
        }
        var doubts = trial.doubtsAsked();
        if (!doubts.isEmpty()) {
            questions.add(question(
                    "scale", doubts.stream().mapToLong(DryRun.NameFound::count).sum(), trial, doubts, 0));
        }
        return questions;
    }

    private static DryRun.Question question(
            String kind, long count, Trial trial, List<DryRun.NameFound> about, long kept) {
        var line = trial.samples.get(kind);
        return new DryRun.Question(
                kind,
                count,
                line == null ? 0 : line.number(),
                line == null
                        ? List.of()
                        : Arrays.stream(line.wanted())
                                .map(c -> c.length() > 60 ? c.substring(0, 60) : c)
                                .limit(8)
                                .toList(),
                about,
                kept);
    }

    static List<DryRun.Notice> notices(IntakeRow row, Plan plan, Trial trial, boolean noTime) {
        var notices = new ArrayList<DryRun.Notice>();
        row.sheetNotes().forEach(note -> notices.add(new DryRun.Notice(note.key(), note.args())));
        var converted = new LinkedHashMap<List<String>, Long>();
        for (SeriesRef series : plan.series()) {
            series.units().values().forEach(unit -> {
                var linear = unit.conversion;
                if (linear != null && unit.converted > 0) {
                    converted.merge(List.of(linear.from(), series.unit), unit.converted, Long::sum);
                }
            });
        }
        converted.forEach((units, count) ->
                notices.add(new DryRun.Notice("converted", List.of(count, units.getFirst(), units.getLast()))));
        trial.belowZero.forEach((parameter, range) -> notices.add(new DryRun.Notice(
                "belowZero",
                List.of((long) range[0], parameter.key, plain(range[1]), plain(range[2]), parameter.unit))));
        trial.zerosKept.forEach((parameter, count) -> {
            if (parameter.zeroMeasured) {
                notices.add(new DryRun.Notice("zeroKept", List.of(count[0], parameter.key)));
            }
        });
        if (noTime) {
            notices.add(new DryRun.Notice("noTime", List.of()));
        }
        if (trial.repeated > 0) {
            notices.add(new DryRun.Notice("repeated", List.of(trial.repeated)));
        }
        if (trial.empty > 0) {
            notices.add(new DryRun.Notice("empty", List.of(trial.empty)));
        }
        if (plan.numbers == org.verdite.monitoring.intake.written.NumberStyle.COMMA) {
            notices.add(new DryRun.Notice("decimalComma", List.of()));
        }
        if (plan.dates != null && plan.dates != org.verdite.monitoring.intake.written.DateStyle.ISO) {
            notices.add(new DryRun.Notice("dates." + plan.dates.name(), List.of()));
        }
        return notices;
    }

    /// What a load will enter at samples that are known, and why not more.
    static List<DryRun.Notice> samples(Deliveries.Outlook outlook, SamplesSaid said) {
        var notices = new ArrayList<DryRun.Notice>();
        if (outlook.samples() > 0) {
            notices.add(new DryRun.Notice("samples", List.of(outlook.samples())));
        }
        outlook.unknown()
                .forEach(laboratory -> notices.add(new DryRun.Notice("samples.laboratory", List.of(laboratory))));
        if (said.unreadable() > 0) {
            notices.add(new DryRun.Notice("samples.days", List.of(said.unreadable(), said.firstUnreadable())));
        }
        if (said.tooMany()) {
            notices.add(new DryRun.Notice("samples.most", List.of(SamplesSaid.MOST)));
        }
        if (said.severalBatches() > 0) {
            notices.add(new DryRun.Notice("samples.batches", List.of(said.severalBatches())));
        }
        return notices;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
