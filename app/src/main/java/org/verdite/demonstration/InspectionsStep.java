package org.verdite.demonstration;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.CoverageRule;
import org.verdite.inspections.Findings;
import org.verdite.inspections.Grade;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewFinding;
import org.verdite.inspections.NewInspection;
import org.verdite.inspections.Observations;
import org.verdite.inspections.Programmes;
import org.verdite.inspections.Said;
import org.verdite.inspections.Stance;
import org.verdite.inspections.Told;
import org.verdite.rectification.Severity;
import org.verdite.shared.PersonId;

/// A group inspection of Egret Valley that was issued, a self-check there that goes on, in which two people saw one
/// thing differently, a third party's visit to come, and the group's programme.
@Component
@Order(86)
class InspectionsStep implements Step {

    /// Leads the third party's visit; signs in without a role.
    static final String THIRD_PARTY = "P298";

    private final JdbcClient jdbc;
    private final Inspections inspections;
    private final Observations observations;
    private final Findings findings;
    private final Programmes programmes;
    private final Codes codes;
    private final Cast cast;
    private final Clock clock;

    InspectionsStep(
            JdbcClient jdbc,
            Inspections inspections,
            Observations observations,
            Findings findings,
            Programmes programmes,
            Codes codes,
            Cast cast,
            Clock clock) {
        this.jdbc = jdbc;
        this.inspections = inspections;
        this.observations = observations;
        this.findings = findings;
        this.programmes = programmes;
        this.codes = codes;
        this.cast = cast;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "inspections";
    }

    @Override
    public String brings() {
        return "three inspections and a programme";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        issued(day, people);
        selfCheck(day, people);
        plan(
                InspectionKind.THIRD_PARTY,
                "EVC",
                "Risks of the tailings line before the rainy season",
                "Greentrace Audit",
                "EPE-INSPECTION",
                day.plusDays(24),
                Codes.of(people, THIRD_PARTY));
        programme(day);
    }

    /// What the group wants covered this year.
    private void programme(LocalDate day) {
        int id = programmes.begin(
                Codes.of(codes.units(), "LMG"), day.getYear(), "Inspection programme of the group", 24);
        programmes.ask(
                id,
                new CoverageRule(
                        0,
                        CoverageRule.Per.SUBSIDIARY,
                        Set.of(InspectionKind.GROUP, InspectionKind.SPECIAL),
                        2,
                        0,
                        "",
                        ""));
        programmes.ask(
                id, new CoverageRule(0, CoverageRule.Per.SITE, Set.of(InspectionKind.THIRD_PARTY), 1, 36, "", ""));
        programmes.ask(
                id,
                new CoverageRule(
                        0,
                        CoverageRule.Per.CLAUSE,
                        Set.of(InspectionKind.GROUP, InspectionKind.INTERNAL_AUDIT),
                        1,
                        36,
                        "ISO 14001",
                        "2026"));
    }

    private InspectionId plan(
            InspectionKind kind,
            String unit,
            String title,
            String body,
            String list,
            LocalDate from,
            PersonId leader,
            PersonId... members) {
        return inspections.plan(
                new NewInspection(
                        Codes.of(codes.units(), unit),
                        kind,
                        title,
                        "",
                        body,
                        list(list),
                        from,
                        from.plusDays(2),
                        leader,
                        List.of(members),
                        null),
                "demonstration-" + title);
    }

    private void issued(LocalDate day, Map<String, PersonId> people) {
        var leader = Codes.of(people, "P004");
        var id = plan(
                InspectionKind.GROUP,
                "EVC",
                "Group inspection after the rainy season",
                "",
                "EVC-INSPECTION",
                day.minusDays(12),
                leader,
                Codes.of(people, "P006"));
        cast.as(leader, () -> {
            inspections.open(id, version(id), "Met with the mine’s management; the route was agreed.");
            int n = 0;
            for (var asked : observations.asked(id)) {
                n++;
                var limit = asked.criterion().asks().limit();
                String code = asked.criterion().code();
                if (limit != null) {
                    tell(id, code, null, limit.lower() == null ? limit.upper() : limit.lower(), "");
                } else if (n == 9) {
                    tell(id, code, Said.DOES_NOT, null, "The notice at the gate still names last year’s permit.");
                } else if (n == 17) {
                    tell(id, code, Said.OPPORTUNITY, null, "Works, but the path to the sampling point is steep.");
                } else {
                    tell(id, code, n % 23 == 0 ? Said.NOT_APPLICABLE : Said.CONFORMS, null, "");
                }
            }
            inspections.close(id, version(id));
            var wrong = subjects(id, Said.DOES_NOT);
            findings.draft(
                    id,
                    new NewFinding(
                            Grade.MINOR,
                            Severity.MINOR,
                            "MANAGEMENT",
                            "The notice at the gate names a permit that has been replaced",
                            "The permit was renewed in spring; the notice was not.",
                            new ClauseKey("ISO 14001", "2015", "7.5.3"),
                            "Main gate",
                            wrong));
            findings.draft(
                    id,
                    new NewFinding(
                            Grade.OPPORTUNITY,
                            Severity.LOW,
                            "WATER",
                            "The path to the sampling point could have steps",
                            "",
                            new ClauseKey("", "", ""),
                            "Outfall DW002",
                            subjects(id, Said.OPPORTUNITY)));
        });
        cast.as(
                Codes.of(people, "P047"),
                () -> findings.of(id).forEach(f -> findings.remark(f.id(), Stance.AGREES, "")));
        cast.as(
                leader,
                () -> findings.issue(id, version(id), "Mine manager and both inspectors; every finding was read out."));
    }

    private void selfCheck(LocalDate day, Map<String, PersonId> people) {
        var officer = Codes.of(people, "P048");
        var id = plan(
                InspectionKind.SELF_CHECK,
                "EVC",
                "Monthly round of the water section",
                "",
                "ENV-ORDER",
                day.minusDays(1),
                officer,
                Codes.of(people, "P047"));
        cast.as(officer, () -> {
            inspections.open(id, version(id), "");
            var asked = observations.asked(id).stream()
                    .filter(a -> a.criterion().asks().limit() == null)
                    .limit(14)
                    .toList();
            for (int i = 0; i < asked.size(); i++) {
                tell(
                        id,
                        asked.get(i).criterion().code(),
                        i == 5 ? Said.DOES_NOT : Said.CONFORMS,
                        null,
                        i == 5 ? "One drum stands outside the bund." : "");
            }
        });
        String second = observations.asked(id).stream()
                .filter(a -> a.criterion().asks().limit() == null)
                .skip(2)
                .findFirst()
                .orElseThrow()
                .criterion()
                .code();
        cast.as(
                Codes.of(people, "P047"),
                () -> tell(id, second, Said.DOES_NOT, null, "In the afternoon the gate stood open."));
    }

    private Set<String> subjects(InspectionId id, Said said) {
        return observations.standing(id).values().stream()
                .filter(s -> s.said().filter(x -> x == said).isPresent())
                .map(s -> s.subject())
                .limit(1)
                .collect(java.util.stream.Collectors.toSet());
    }

    private void tell(
            InspectionId id, String subject, @Nullable Said said, @Nullable BigDecimal measured, String note) {
        observations.tell(
                id,
                new Told(
                        UUID.randomUUID(),
                        subject,
                        said,
                        measured,
                        note,
                        Told.Where.NOWHERE,
                        null,
                        Set.of(),
                        clock.instant(),
                        null));
    }

    private int version(InspectionId id) {
        return inspections.get(id).version();
    }

    private int list(String code) {
        return jdbc.sql("select id from inspections.pub_checklist where code = :code")
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
