package org.verdite.funds.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.funds.FundingLine;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.FundingPlans.ChangedMeanwhile;
import org.verdite.funds.LineApprovals;
import org.verdite.funds.LineId;
import org.verdite.funds.LineVersion;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.StepBars;
import org.verdite.shared.LocalText;
import org.verdite.ui.Passings;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// Puts a funding line's page together.
@Component
@Transactional(readOnly = true)
class LineShow {

    record Conflicted(FundingLine line, Difference difference) {}

    private final FundingPlans plans;
    private final LineApprovals approvals;
    private final LineQueries queries;
    private final LineForms forms;
    private final Access access;
    private final StepBars bars;
    private final Passings passings;

    LineShow(
            FundingPlans plans,
            LineApprovals approvals,
            LineQueries queries,
            LineForms forms,
            Access access,
            StepBars bars,
            Passings passings) {
        this.plans = plans;
        this.approvals = approvals;
        this.queries = queries;
        this.forms = forms;
        this.access = access;
        this.bars = bars;
        this.passings = passings;
    }

    public LinePages.Line line(LineId id, Form form, @Nullable ChangedMeanwhile changed, Texts t) {
        var line = plans.get(id);
        var row = queries.row(id);
        var versions = plans.versions(id);
        boolean decides = line.pending() != null && access.may(Permission.FUNDS_APPROVE, line.unit());
        var bar = decides ? approvals.bar(line, versions).orElse(null) : null;
        return new LinePages.Line(
                line,
                row,
                row.unit(),
                versions,
                months(line, versions),
                queries.commitments(id),
                queries.postings(id),
                passings.of(line.named(), t),
                access.may(Permission.FUNDS_EDIT, line.unit()),
                decides && bar == null,
                bar,
                line.pending() == null ? List.of() : bars.against(line.named(), line.unit()),
                changed,
                form);
    }

    private List<LinePages.Month> months(FundingLine line, List<LineVersion> versions) {
        var booked = queries.months(line.id());
        var asked = versions.stream()
                .filter(v -> v.number() == newest(line, versions))
                .findFirst()
                .orElse(versions.getFirst());
        var held = versions.stream()
                .filter(v -> Integer.valueOf(v.number()).equals(line.held()))
                .findFirst()
                .orElse(null);
        return IntStream.rangeClosed(1, 12)
                .mapToObj(m -> {
                    var sum = booked.getOrDefault(m, new LineQueries.MonthSum(BigDecimal.ZERO, BigDecimal.ZERO, 0));
                    return new LinePages.Month(
                            m,
                            asked.terms().months().get(m - 1),
                            held == null ? null : held.terms().months().get(m - 1),
                            sum.committed(),
                            sum.spent(),
                            sum.unrated());
                })
                .toList();
    }

    private static int newest(FundingLine line, List<LineVersion> versions) {
        Integer pending = line.pending();
        Integer held = line.held();
        return pending != null
                ? pending
                : held != null ? held : versions.getFirst().number();
    }

    /// What was typed beside what somebody else asked for meanwhile.
    public Conflicted conflict(FundingLine line, Form mine, Texts t) {
        var people = forms.people(t);
        LineVersion newest = plans.versions(line.id()).getFirst();
        Form theirs = LineForms.filled(newest.terms());
        var merge = new Merge(mine)
                .field("title", t.of("funds.head.text"), theirs.typed("title"))
                .field("owner", t.of("funds.head.owner"), theirs.typed("owner"), id -> people.getOrDefault(id, id));
        for (int m = 1; m <= 12; m++) {
            merge.field("m" + m, t.monthName(java.time.YearMonth.of(line.year(), m)), theirs.typed("m" + m));
        }
        merge.field("reason", t.of("funds.posting.reason"), mine.typed("reason"));
        LocalText who = newest.proposerName();
        return new Conflicted(
                line,
                merge.with(
                        who == null ? "" : t.of(who),
                        newest.proposedAt(),
                        line.version(),
                        "/funds/lines/" + line.id() + "/change"));
    }
}
