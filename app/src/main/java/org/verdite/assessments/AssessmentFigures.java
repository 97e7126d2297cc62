package org.verdite.assessments;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.verdite.assessments.Coverage.Place;
import org.verdite.indicators.Change;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.FigureSource;
import org.verdite.indicators.Gap;
import org.verdite.indicators.Input;
import org.verdite.indicators.Phrase;
import org.verdite.shared.NotHere;

/// Coverage, attainment and recognitions as figures with their inputs.
@Component
class AssessmentFigures implements FigureSource {

    static final List<String> FACTORIES = List.of("SMELTER", "REFINERY", "PROCESSING");
    static final List<String> MINES = List.of("MINE");
    private static final Set<String> CODES = Set.of(
            "EMS-14001",
            "GRN-MINE",
            "GRN-FAC",
            "REC-NATIONAL_GREEN_MINE",
            "REC-NATIONAL_GREEN_FACTORY",
            "REC-NATIONAL_MINE_PARK",
            "REC-PROVINCIAL_GREEN_MINE",
            "REC-PROVINCIAL_GREEN_FACTORY");

    private final Coverages coverages;
    private final Attainments attainments;
    private final Changes changes;

    AssessmentFigures(Coverages coverages, Attainments attainments, Changes changes) {
        this.coverages = coverages;
        this.attainments = attainments;
        this.changes = changes;
    }

    @Override
    public Set<String> codes() {
        return CODES;
    }

    @Override
    public Figure figure(FigureRequest r) {
        return switch (r.code()) {
            case "EMS-14001" -> coverage(r);
            case "GRN-MINE" -> attainment(r, NewRecognition.Scheme.GREEN_MINE, MINES);
            case "GRN-FAC" -> attainment(r, NewRecognition.Scheme.GREEN_FACTORY, FACTORIES);
            default -> recognition(r);
        };
    }

    private Figure coverage(FigureRequest r) {
        var c = coverages.of(r);
        String list = "/assessments/coverage?on=" + r.on() + "&boundary=" + r.boundary() + r.place();
        var inputs = new ArrayList<Input>();
        inputs.add(input("inScope", Phrase.of("assessments.input.inScope.note." + r.boundary()), c.inScope(), list));
        String editions = c.editions().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
        inputs.add(input(
                "certified",
                Phrase.of("assessments.input.certified.note", r.on(), editions.isEmpty() ? "–" : editions),
                c.certified(),
                list + "&place=CERTIFIED"));
        for (Place place : List.of(Place.NOT_CERTIFIED, Place.PENDING, Place.EXCLUDED)) {
            var lines = c.in(place);
            if (!lines.isEmpty()) {
                inputs.add(new Input(
                        Phrase.of("assessments.input." + place),
                        Phrase.of("assessments.input." + place + ".note"),
                        BigDecimal.valueOf(lines.size()),
                        "sites",
                        list + "&place=" + place,
                        lines.size(),
                        lines.stream()
                                .map(l -> new Input.Detail(
                                        l.name(),
                                        l.why(),
                                        l.certificate() == null
                                                ? list + "&place=" + place
                                                : "/assessments/certificates/" + l.certificate()))
                                .toList()));
            }
        }
        var gaps = c.inScope() == 0
                ? List.of(Gap.nothingThere(Phrase.of("assessments.gap.noScope", r.on())))
                : List.<Gap>of();
        return Figure.percent(
                r.code(), BigDecimal.valueOf(c.certified()), BigDecimal.valueOf(c.inScope()), inputs, gaps);
    }

    private Figure attainment(FigureRequest r, NewRecognition.Scheme scheme, List<String> kinds) {
        var all = attainments.assessed(r, scheme, kinds);
        String list =
                "/assessments/results?scheme=" + scheme + "&on=" + r.on() + "&boundary=" + r.boundary() + r.place();
        long met = all.stream().filter(Attainments.Assessed::met).count();
        var inputs = new ArrayList<Input>();
        inputs.add(input(
                "sites." + scheme, Phrase.of("assessments.input.inScope.note." + r.boundary()), all.size(), list));
        inputs.add(input("met", Phrase.of("assessments.input.met.note", r.on()), (int) met, list + "&outcome=MET"));
        var others = all.stream().filter(a -> !a.met()).toList();
        if (!others.isEmpty()) {
            inputs.add(new Input(
                    Phrase.of("assessments.input.notMet"),
                    Phrase.of("assessments.input.notMet.note"),
                    BigDecimal.valueOf(others.size()),
                    "sites",
                    list,
                    others.size(),
                    others.stream()
                            .map(a -> new Input.Detail(a.name(), why(a), list))
                            .toList()));
        }
        long unassessed = all.stream().filter(a -> a.on() == null).count();
        var gaps = new ArrayList<Gap>();
        if (all.isEmpty()) {
            gaps.add(Gap.nothingThere(Phrase.of("assessments.gap.noScope", r.on())));
        } else if (unassessed > 0) {
            gaps.add(new Gap(Phrase.of("assessments.gap.notAssessed", (int) unassessed), list, (int) unassessed));
        }
        return Figure.percent(r.code(), BigDecimal.valueOf(met), BigDecimal.valueOf(all.size()), inputs, gaps);
    }

    private static Phrase why(Attainments.Assessed a) {
        if (a.on() == null) {
            return Phrase.of("assessments.why.neverAssessed");
        }
        return Phrase.of("assessments.why." + a.outcome(), a.on(), a.by());
    }

    private Figure recognition(FigureRequest r) {
        String[] parts = r.code().substring("REC-".length()).split("_", 2);
        if (parts.length < 2) {
            throw new NotHere(r.code());
        }
        var listed = attainments.listed(r, parts[1], parts[0]);
        String list = "/assessments/recognitions?scheme=" + parts[1] + "&level=" + parts[0] + "&on=" + r.on()
                + "&boundary=" + r.boundary() + r.place();
        var input = new Input(
                Phrase.of("assessments.input.listed"),
                Phrase.of("assessments.input.listed.note", r.on()),
                BigDecimal.valueOf(listed.size()),
                "sites",
                list,
                listed.size(),
                listed.stream()
                        .map(l -> new Input.Detail(
                                l.name(),
                                Phrase.of("assessments.why.listed", String.valueOf(l.listYear()), l.source()),
                                "/assessments/recognitions/" + l.recognition()))
                        .toList());
        return Figure.amount(r.code(), BigDecimal.valueOf(listed.size()), "sites", List.of(input), List.of());
    }

    private static Input input(String key, Phrase note, int value, String path) {
        return new Input(
                Phrase.of("assessments.input." + key),
                note,
                BigDecimal.valueOf(value),
                "sites",
                path,
                value,
                List.of());
    }

    @Override
    public List<Change> changes(FigureRequest request, Instant since) {
        return changes.since(request, since);
    }

    @Override
    public Records records(FigureRequest r) {
        return switch (r.code()) {
            case "EMS-14001" -> AssessmentRecords.coverage(coverages.of(r));
            case "GRN-MINE" ->
                AssessmentRecords.assessed(attainments.assessed(r, NewRecognition.Scheme.GREEN_MINE, MINES));
            case "GRN-FAC" ->
                AssessmentRecords.assessed(attainments.assessed(r, NewRecognition.Scheme.GREEN_FACTORY, FACTORIES));
            default -> {
                String[] parts = r.code().substring("REC-".length()).split("_", 2);
                yield AssessmentRecords.listed(attainments.listed(r, parts[1], parts[0]));
            }
        };
    }
}
