package org.verdite.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.obligations.Clauses;
import org.verdite.risks.AspectId;
import org.verdite.risks.Aspects;
import org.verdite.risks.Context;
import org.verdite.risks.Control;
import org.verdite.risks.Controls;
import org.verdite.risks.Criteria;
import org.verdite.risks.Impact;
import org.verdite.risks.Links;
import org.verdite.risks.Matrices;
import org.verdite.risks.NewAspect;
import org.verdite.risks.NewControl;
import org.verdite.risks.NewCriteria;
import org.verdite.risks.NewRisk;
import org.verdite.risks.NewStatement;
import org.verdite.risks.RiskId;
import org.verdite.risks.RiskLevels;
import org.verdite.risks.Risks;
import org.verdite.risks.Significance;
import org.verdite.risks.Subject;
import org.verdite.risks.Treatments;
import org.verdite.shared.ClauseRef;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// What matters at a mine and a smelter, what could go wrong there and what holds it: two controls are overdue, so that
/// two risks stand higher than they were judged. The group's own criteria are younger than some judgements.
@Component
@Order(87)
class RisksStep implements Step {

    private final Criteria criteria;
    private final Matrices matrices;
    private final Aspects aspects;
    private final Significance significance;
    private final Risks risks;
    private final RiskLevels levels;
    private final Controls controls;
    private final Treatments treatments;
    private final Links links;
    private final Context context;
    private final Clauses clauses;
    private final Codes codes;
    private final Cast cast;

    RisksStep(
            Criteria criteria,
            Matrices matrices,
            Aspects aspects,
            Significance significance,
            Risks risks,
            RiskLevels levels,
            Controls controls,
            Treatments treatments,
            Links links,
            Context context,
            Clauses clauses,
            Codes codes,
            Cast cast) {
        this.criteria = criteria;
        this.matrices = matrices;
        this.aspects = aspects;
        this.significance = significance;
        this.risks = risks;
        this.levels = levels;
        this.controls = controls;
        this.treatments = treatments;
        this.links = links;
        this.context = context;
        this.clauses = clauses;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "risks";
    }

    @Override
    public String brings() {
        return InputFiles.rows("aspects.csv").size() + " aspects and "
                + InputFiles.rows("risks.csv").size() + " risks with their controls";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        var units = codes.units();
        cast.as(Codes.of(people, "P004"), () -> criteria(day.minusMonths(4)));
        for (Row row : InputFiles.rows("aspects.csv")) {
            aspect(day, row, units, people);
        }
        var known = new HashMap<String, RiskId>();
        for (Row row : InputFiles.rows("risks.csv")) {
            known.put(row.text("code"), risk(day, row, units, people));
        }
        for (Row row : InputFiles.rows("controls.csv")) {
            control(day, row, known, people);
        }
        for (Row row : InputFiles.rows("statements.csv")) {
            statement(day, row, units, people);
        }
        cast.as(Codes.of(people, "P047"), () -> {
            var pond = Codes.of(known, "POND");
            treatments.plan(pond, "Raise the spillway by half a metre", Codes.of(people, "P049"), day.plusMonths(2));
            cite(Subject.of(pond), "6.1");
        });
    }

    /// The sample's factors and words, with the group's own weights.
    private void criteria(LocalDate from) {
        var weights = Map.of("SCALE", 20, "SEVERITY", 25, "FREQUENCY", 20, "LEGAL", 20, "CONCERN", 15);
        var sample = criteria.on(from).orElseThrow();
        criteria.enter(new NewCriteria(
                LocalText.of("The group’s criteria of significance", "集团重要环境因素评价准则", "en"),
                from,
                new BigDecimal("2.75"),
                sample.factors().stream()
                        .map(f -> new NewCriteria.Factor(
                                f.code(), f.name(), weights.getOrDefault(f.code(), 0), f.alwaysFrom(), f.words()))
                        .toList()));
    }

    private void aspect(LocalDate day, Row row, Map<String, UnitId> units, Map<String, PersonId> people) {
        var id = new AspectId[1];
        cast.as(Codes.of(people, row.text("by").isEmpty() ? "P047" : row.text("by")), () -> {
            id[0] = aspects.register(
                    new NewAspect(
                            Codes.of(units, row.text("unit")),
                            row.text("activity"),
                            row.text("aspect"),
                            NewAspect.Stage.valueOf(row.text("stage")),
                            NewAspect.Condition.valueOf(row.text("condition")),
                            NewAspect.Influence.valueOf(row.text("influence"))),
                    impacts(row.text("impacts")));
            if (!row.text("points").isEmpty()) {
                var on = day.minusMonths(row.number("months_ago"));
                significance.assess(
                        id[0],
                        criteria.on(on).orElseThrow().id(),
                        on,
                        points(row.text("points")),
                        row.text("note"),
                        null);
                cite(Subject.of(id[0]), "6.1.2");
            }
            if (row.text("aspect").startsWith("Discharge")) {
                int point = codes.points().entrySet().stream()
                        .filter(p -> p.getKey().startsWith("EVC/"))
                        .map(Map.Entry::getValue)
                        .min(Integer::compare)
                        .orElseThrow();
                links.add(Subject.of(id[0]), "/monitoring/points/" + point, "Outfall of Egret Valley");
            }
        });
    }

    private void cite(Subject subject, String clause) {
        boolean there = clauses.editions().stream()
                .anyMatch(e -> e.code().equals("ISO 14001") && e.edition().equals("2015") && !e.draft());
        if (there) {
            links.cite(subject, new ClauseRef("ISO 14001", "2015", clause));
        }
    }

    /// `AIR ADVERSE Dust reaches the village;…`
    private static List<Impact> impacts(String all) {
        var impacts = new ArrayList<Impact>();
        for (String one : all.split(";", -1)) {
            var parts = one.strip().split(" ", 3);
            impacts.add(new Impact(Impact.Receptor.valueOf(parts[0]), Impact.Effect.valueOf(parts[1]), parts[2]));
        }
        return impacts;
    }

    /// Scale, severity, frequency, legal requirement and concern, in this order.
    private static Map<String, Integer> points(String all) {
        var points = Arrays.stream(all.split(" ", -1)).map(Integer::valueOf).toList();
        return Map.of(
                "SCALE",
                points.get(0),
                "SEVERITY",
                points.get(1),
                "FREQUENCY",
                points.get(2),
                "LEGAL",
                points.get(3),
                "CONCERN",
                points.get(4));
    }

    private RiskId risk(LocalDate day, Row row, Map<String, UnitId> units, Map<String, PersonId> people) {
        var id = new RiskId[1];
        cast.as(Codes.of(people, row.text("by")), () -> {
            id[0] = risks.register(new NewRisk(
                    Codes.of(units, row.text("unit")),
                    NewRisk.Kind.valueOf(row.text("kind")),
                    row.text("title"),
                    row.text("cause"),
                    row.text("consequence"),
                    Codes.of(people, row.text("owner")),
                    NewRisk.Treatment.valueOf(row.text("treatment")),
                    row.text("note")));
            var on = day.minusMonths(row.number("months_ago"));
            levels.assess(
                    id[0],
                    matrices.on(on).orElseThrow().id(),
                    on,
                    step(row.text("inherent")),
                    step(row.text("residual")),
                    "",
                    null);
        });
        return id[0];
    }

    private static org.verdite.risks.Step step(String text) {
        var parts = text.split(" ", 2);
        return new org.verdite.risks.Step(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private void control(LocalDate day, Row row, Map<String, RiskId> known, Map<String, PersonId> people) {
        cast.as(Codes.of(people, row.text("verifier")), () -> {
            var id = controls.add(
                    Codes.of(known, row.text("risk")),
                    new NewControl(
                            row.text("name"),
                            NewControl.Kind.valueOf(row.text("kind")),
                            Codes.of(people, row.text("owner")),
                            row.number("every"),
                            day.minusMonths(row.number("since_months_ago"))));
            controls.verify(
                    id,
                    day.minusDays(row.number("verified_days_ago")),
                    Control.Result.valueOf(row.text("result")),
                    row.text("evidence"));
        });
    }

    private void statement(LocalDate day, Row row, Map<String, UnitId> units, Map<String, PersonId> people) {
        cast.as(
                Codes.of(people, row.text("by")),
                () -> context.state(new NewStatement(
                        Codes.of(units, row.text("unit")),
                        NewStatement.Kind.valueOf(row.text("kind")),
                        row.text("side").isEmpty() ? null : NewStatement.Side.valueOf(row.text("side")),
                        row.text("title"),
                        row.text("body"),
                        obligation(row.text("obligation")),
                        day.minusMonths(row.number("months_ago")))));
    }

    private static @Nullable Boolean obligation(String text) {
        return text.isEmpty() ? null : Boolean.valueOf(text);
    }
}
