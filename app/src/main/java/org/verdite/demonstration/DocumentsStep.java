package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.obligations.Clauses;
import org.verdite.obligations.NewStandard;
import org.verdite.obligations.NewStandard.NewClause;
import org.verdite.shared.LocalText;

/// The group's own rules on water by their clauses, in an edition that can be cited, and the next one being written.
@Component
@Order(83)
class DocumentsStep implements Step {

    private final Clauses clauses;
    private final Codes codes;

    DocumentsStep(Clauses clauses, Codes codes) {
        this.clauses = clauses;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "documents by clause";
    }

    @Override
    public String brings() {
        return "the group's rules on water by clause";
    }

    @Override
    public void load(LocalDate day) {
        var first = edition(
                "2024",
                clause("1", "Water balance", "水平衡"),
                clause("1.1", "Measured, not estimated", "以计量为准，不以估算代替"),
                clause("1.2", "Balanced every month", "每月平衡"),
                clause("2", "What leaves the site", "外排水"),
                clause("2.1", "Outfalls", "排放口"),
                clause("2.2", "Storm water", "雨水"));
        clauses.publish(clauses.draft(first), 1);
        clauses.draft(edition(
                "2026",
                clause("1", "Water balance", "水平衡", "1"),
                clause("1.1", "Measured every day", "每日计量", "1.1", "1.2"),
                clause("2", "What leaves the site", "外排水", "2"),
                clause("2.1", "Outfalls and storm water", "排放口与雨水", "2.1", "2.2"),
                clause("3", "Water taken from rivers", "取水")));
    }

    private NewStandard edition(String edition, NewClause... of) {
        return new NewStandard(
                Codes.of(codes.units(), "LMG"),
                "LMG-WATER",
                edition,
                LocalText.of("Rules on water of Lucid Mountain", "澄山矿业集团水管理规定", "en"),
                LocalText.of("The group’s own, written for the demonstration", "集团自有文件，为演示编写", "en"),
                false,
                false,
                List.of(of));
    }

    private static NewClause clause(String number, String en, String zh, String... before) {
        return new NewClause(number, LocalText.of(en, zh, "en"), List.of(before));
    }
}
