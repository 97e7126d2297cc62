package org.verdite.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.inspections.Checklists;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.Criteria;
import org.verdite.inspections.Criterion;
import org.verdite.inspections.NewChecklist;
import org.verdite.inspections.NewCriterion;
import org.verdite.inspections.NumberLimit;
import org.verdite.inspections.Samples;
import org.verdite.rectification.Severity;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// The group's two checklists, made of the samples, and a mine's own on one of them: something added, something asked
/// more strictly, something that the mine does not have; and the next edition of it, being written.
@Component
@Order(84)
class ChecklistsStep implements Step {

    private final JdbcClient jdbc;
    private final Samples samples;
    private final Checklists checklists;
    private final Criteria criteria;
    private final Codes codes;

    ChecklistsStep(JdbcClient jdbc, Samples samples, Checklists checklists, Criteria criteria, Codes codes) {
        this.jdbc = jdbc;
        this.samples = samples;
        this.checklists = checklists;
        this.criteria = criteria;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "checklists";
    }

    @Override
    public String brings() {
        return "checklists of the group and of a mine";
    }

    @Override
    public void load(LocalDate day) {
        var group = Codes.of(codes.units(), "LMG");
        for (String sample : List.of("ENV-ORDER", "EPE-INSPECTION")) {
            checklists.publish(samples.takeOver(sample, group), 1, "Taken over from the sample");
        }
        own(Codes.of(codes.units(), "EVC"), list("EPE-INSPECTION"));
    }

    private void own(UnitId mine, int above) {
        int edition = checklists.begin(new NewChecklist(
                mine, "EVC-INSPECTION", LocalText.of("Inspection of Egret Valley", "白鹭谷铜矿检查表", "en"), above, false));
        var freeboard = asked(edition, "E-028");
        criteria.put(
                edition,
                freeboard
                        .but()
                        .limit(new NumberLimit("m", NumberLimit.Bound.MIN, new BigDecimal("1.0"), null))
                        .because("The dam’s design asks for 1.0 m in the rainy season")
                        .done(),
                0);
        for (String cyanide : List.of("E-056", "E-057", "E-058")) {
            criteria.leaveOut(edition, cyanide, "There is no cyanide at this mine");
        }
        criteria.put(
                edition,
                NewCriterion.of(
                                "EVC-1",
                                new ClauseKey("EPE-INSPECTION", "sample-1", "3.2"),
                                LocalText.of(
                                        "Is the egrets’ pond below the outfall free of foam and dead fish?",
                                        "排放口下游白鹭栖息塘是否无泡沫、无死鱼？",
                                        "en"))
                        .weight(3)
                        .photo(true)
                        .severity(Severity.MAJOR)
                        .medium("ECOLOGY")
                        .done(),
                0);
        checklists.publish(edition, 1, "");
        checklists.draft(list("EVC-INSPECTION"));
    }

    private NewCriterion asked(int edition, String code) {
        return criteria.asked(edition).stream()
                .map(Criterion::asks)
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private int list(String code) {
        return jdbc.sql("select id from inspections.pub_checklist where code = :code")
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
