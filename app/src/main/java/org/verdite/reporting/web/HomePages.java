package org.verdite.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.reporting.web.HomePage.Bar;
import org.verdite.reporting.web.HomePage.Legend;
import org.verdite.reporting.web.HomePage.Quadrant;
import org.verdite.reporting.web.HomePage.SiteLine;
import org.verdite.targets.Judgement;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Puts the home into words.
final class HomePages {

    private static final int WORST = 5;
    private static final List<State> STATES = List.of(State.BAD, State.WARN, State.UNKNOWN, State.OK);

    private final HomeQueries queries;
    private final Texts t;
    private final LocalDate today;

    HomePages(HomeQueries queries, Texts t) {
        this.queries = queries;
        this.t = t;
        this.today = queries.today();
    }

    HomePage page(String title, String chosen) {
        var sites = queries.sites();
        long countries = sites.stream().map(SiteState::country).distinct().count();
        return new HomePage(
                title,
                t.of("reporting.home.sub", sites.size(), countries),
                t.of("reporting.home.asOf", t.time(queries.now().toInstant())),
                sites.size(),
                legend(sites, chosen),
                chosen,
                List.of(plan(), done(), check(), act()),
                today.getYear(),
                lines(sites, chosen),
                findings(),
                t.of("reporting.home.period", t.date(today.withDayOfYear(1)), t.date(today)));
    }

    private List<Legend> legend(List<SiteState> sites, String chosen) {
        return STATES.stream()
                .map(state -> {
                    boolean here = chosen.equals(state.css());
                    return new Legend(
                            state,
                            (int) sites.stream().filter(s -> s.state() == state).count(),
                            t.of("reporting.home.state." + state),
                            here ? "/" : "/?state=" + state.css(),
                            here);
                })
                .toList();
    }

    private List<SiteLine> lines(List<SiteState> sites, String chosen) {
        return sites.stream()
                .filter(s -> chosen.isEmpty()
                        ? s.state() != State.OK
                        : s.state().css().equals(chosen))
                .sorted(SiteState::byNeed)
                .limit(chosen.isEmpty() ? WORST : 500)
                .map(this::line)
                .toList();
    }

    private SiteLine line(SiteState s) {
        LocalDate since = s.since();
        return new SiteLine(
                s.state(),
                t.of(s.name()),
                "/organisation/sites/" + s.id(),
                what(s),
                whatPath(s),
                since == null ? "" : t.of("reporting.home.since", t.shortDate(since, today)),
                s.owner() == null ? null : t.of(s.owner()));
    }

    String what(SiteState s) {
        return switch (s.reason()) {
            case UNACKNOWLEDGED -> t.of("reporting.home.what.UNACKNOWLEDGED", s.unacknowledged());
            case CRITICAL -> t.of("reporting.home.what.CRITICAL", s.critical());
            case OVERDUE -> t.of("reporting.home.what.OVERDUE", s.overdue());
            case ONGOING -> t.of("reporting.home.what.ONGOING", s.ongoing());
            case NO_POINT -> t.of("reporting.home.what.NO_POINT");
            case NO_DATA -> t.of("reporting.home.what.NO_DATA", s.points());
            case OLD_DATA -> t.of("reporting.home.what.OLD_DATA", s.daysWithoutData());
            case IN_ORDER -> t.of("reporting.home.what.IN_ORDER");
        };
    }

    /// One record opens itself, several open the list of exactly these.
    private String whatPath(SiteState s) {
        String exceedances = "/monitoring/exceedances?kind=COMPLIANCE&site=" + s.id();
        String items = "/rectification?stage=unverified&site=" + s.id();
        return switch (s.reason()) {
            case UNACKNOWLEDGED ->
                s.unacknowledged() == 1 && s.exceedance() != null
                        ? "/monitoring/exceedances/" + s.exceedance()
                        : exceedances + "&state=new";
            case CRITICAL ->
                s.critical() == 1 && s.item() != null
                        ? "/rectification/items/" + s.item()
                        : items + "&severity=CRITICAL";
            case OVERDUE ->
                s.overdue() == 1 && s.item() != null ? "/rectification/items/" + s.item() : items + "&late=" + today;
            case ONGOING -> exceedances + "&state=going-on";
            case NO_POINT, NO_DATA, OLD_DATA, IN_ORDER -> "/monitoring?site=" + s.id();
        };
    }

    private Quadrant plan() {
        var days = queries.targets();
        var now = days.getLast().stream()
                .filter(j -> j != Judgement.NOT_APPLICABLE)
                .toList();
        int good = good(now);
        String month = month();
        return new Quadrant(
                "plan",
                t.of("ui.phase.PLAN"),
                "/targets",
                now.isEmpty() ? "–" : t.number(good),
                now.isEmpty() ? "" : t.of("reporting.home.of", now.size()),
                t.of(
                        !now.isEmpty()
                                ? "reporting.home.plan"
                                : days.getLast().isEmpty()
                                        ? "reporting.home.plan.none"
                                        : "reporting.home.plan.notHere"),
                now.isEmpty() ? "" : difference(good - good(days.getFirst()), month, ""));
    }

    private static int good(List<Judgement> judgements) {
        return (int) judgements.stream()
                .filter(j -> j == Judgement.AHEAD || j == Judgement.ON_PATH)
                .count();
    }

    private Quadrant done() {
        var days = queries.done();
        var then = days.getFirst();
        var now = days.getLast();
        return new Quadrant(
                "do",
                t.of("ui.phase.DO"),
                now.due() == 0 ? "/actions" : "/actions?dueBy=" + today,
                rate(now.inTime(), now.due()),
                now.due() == 0 ? "" : "%",
                now.due() == 0
                        ? t.of("reporting.home.do.none")
                        : t.of("reporting.home.do", t.number(now.inTime()), t.number(now.due())),
                points(percent(now.inTime(), now.due()), percent(then.inTime(), then.due())));
    }

    private Quadrant check() {
        var now = queries.judged(today);
        var then = queries.judged(queries.lastMonth());
        return new Quadrant(
                "check",
                t.of("ui.phase.CHECK"),
                "/monitoring/exceedances",
                rate(now.within(), now.judged()),
                now.judged() == 0 ? "" : "%",
                now.judged() == 0
                        ? t.of("reporting.home.check.none")
                        : t.of("reporting.home.check", t.number(now.judged())),
                points(percent(now.within(), now.judged()), percent(then.within(), then.judged())));
    }

    private Quadrant act() {
        var days = queries.open();
        var then = days.getFirst();
        var now = days.getLast();
        return new Quadrant(
                "act",
                t.of("ui.phase.ACT"),
                "/rectification?stage=unverified" + (now.overdue() > 0 ? "&late=" + today : ""),
                t.number(now.overdue()),
                t.of("reporting.home.of", now.open()),
                t.of(now.open() == 0 ? "reporting.home.act.none" : "reporting.home.act"),
                difference(now.overdue() - then.overdue(), month(), ".items"));
    }

    private String month() {
        return t.monthName(YearMonth.from(queries.lastMonth()));
    }

    private String difference(int by, String month, String kind) {
        String key = by == 0 ? "same" : by > 0 ? "more" : "fewer";
        return t.of("reporting.home.change" + kind + "." + key, Math.abs(by), month);
    }

    private String rate(long part, long whole) {
        BigDecimal percent = percent(part, whole);
        return percent == null ? "–" : t.number(percent.setScale(1, RoundingMode.HALF_UP), 1);
    }

    private static @Nullable BigDecimal percent(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP);
    }

    private String points(@Nullable BigDecimal now, @Nullable BigDecimal then) {
        if (now == null || then == null) {
            return "";
        }
        var by = now.setScale(1, RoundingMode.HALF_UP).subtract(then.setScale(1, RoundingMode.HALF_UP));
        return by.signum() == 0
                ? t.of("reporting.home.change.same", 0, month())
                : t.of("reporting.home.change.points", t.signed(by, 1), month());
    }

    private List<Bar> findings() {
        var f = queries.findings();
        var bars = new ArrayList<Bar>();
        String opened = "/rectification?opened=" + today.getYear() + "&stage=";
        bars.add(bar("found", f.found(), f.found(), "b-check", opened + "found"));
        bars.add(bar("planned", f.planned(), f.found(), "b-act", opened + "planned"));
        bars.add(bar("corrected", f.corrected(), f.found(), "b-act", opened + "corrected"));
        bars.add(bar("verified", f.verified(), f.found(), "b-act", opened + "verified"));
        bars.add(bar("effective", f.effective(), f.found(), "b-act", opened + "effective"));
        return bars;
    }

    private Bar bar(String key, int count, int of, String css, String path) {
        int width = of == 0 || count == 0 ? 0 : Math.max(1, (int) Math.round(100.0 * count / of));
        return new Bar(t.of("reporting.home.findings." + key), count, width, css, path);
    }
}
