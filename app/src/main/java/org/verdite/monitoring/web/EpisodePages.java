package org.verdite.monitoring.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.BoundLimits.Held;
import org.verdite.monitoring.Covariates;
import org.verdite.monitoring.Exceedances;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.OpenItem;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.judgement.Reason;
import org.verdite.monitoring.web.ExceedancePage.Line;
import org.verdite.monitoring.web.ExceedancePage.NotJudged;
import org.verdite.monitoring.web.ExceedancePage.OtherLimit;
import org.verdite.monitoring.web.ExceedancePage.Why;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.monitoring.web.SeriesQueries.Value;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.UnitId;
import org.verdite.ui.Chain;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Puts the page of one episode together.
@Component
@Transactional(readOnly = true)
class EpisodePages {

    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final ExceedanceQueries queries;
    private final SeriesQueries series;
    private final LimitBook book;
    private final Covariates covariates;
    private final Exceedances exceedances;
    private final ValueMarks marks;
    private final Access access;
    private final Clock clock;

    EpisodePages(
            JdbcClient jdbc,
            ExceedanceQueries queries,
            SeriesQueries series,
            LimitBook book,
            Covariates covariates,
            Exceedances exceedances,
            ValueMarks marks,
            Access access,
            Clock clock) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.series = series;
        this.book = book;
        this.covariates = covariates;
        this.exceedances = exceedances;
        this.marks = marks;
        this.access = access;
        this.clock = clock;
    }

    ExceedancePage page(int id, String days, Form form, @Nullable String writing, Texts t) {
        var row = queries.require(id);
        var head = series.require(row.series());
        var values = series.between(row.series(), row.started(), row.ended(), SHOWN + 1);
        var peakDay = Show.day(row.peakAt(), row.dateOnly(), row.zone());
        var held = book.bind(List.of(row.series())).of(row.series());
        var around = covariates.window(
                row.series(),
                held.stream().map(Held::line).filter(LimitLine::dependent).toList(),
                row.started(),
                values.isEmpty() ? row.ended() : values.getLast().ended().plus(java.time.Duration.ofDays(1)));
        var peak = values.stream()
                .filter(v -> v.started().equals(row.peakAt()) && v.verdict() == 3)
                .findFirst()
                .orElse(values.stream()
                        .filter(v -> v.started().equals(row.peakAt()))
                        .findFirst()
                        .orElse(null));
        var here = held.stream()
                .filter(h -> h.on(peakDay))
                .map(h -> at(h, around, peakAt(row, peak)))
                .toList();
        var measured = peak == null ? new Measured(row.peak(), 0, Double.NaN, "") : peak.measured();
        var items = exceedances.items(row.id(), row.number());
        var unit = new UnitId(row.unit());
        return new ExceedancePage(
                row,
                row.state().equals("WITHDRAWN") ? leftOut(row) : null,
                chain(row, head, items, t),
                period(row, head, days),
                t.of(
                        "monitoring.chart.label",
                        t.of(head.parameter()),
                        t.of(head.pointName()),
                        row.results(),
                        row.limitText(t),
                        row.span(t)),
                lines(row, values, held, around, t),
                values.size() > SHOWN,
                why(row, peak, here, held, around, t),
                others(here, measured, t),
                notJudged(row, t),
                peak == null ? List.of() : marks.of(head, List.of(peak), t).of(peak),
                earlier(row),
                head,
                items,
                row.stands() && access.may(Permission.EXCEEDANCE_HANDLE, unit),
                row.stands()
                        && items.stream().allMatch(OpenItem.Linked::over)
                        && exceedances.opensItems()
                        && access.may(Permission.ITEM_OPEN, unit),
                form,
                writing);
    }

    /// A result of the episode that does not count, or one that its means were made of.
    private @Nullable Integer leftOut(ExceedanceRow row) {
        return jdbc.sql("""
                        select x.id from monitoring.exceedance e join monitoring.series s on s.id = e.series_id join monitoring.point p on p.id = s.point_id
                        join monitoring.suppression x on x.series_id = coalesce(s.derived_from, s.id) and x.state = 'APPROVED' and x.applied_at is not null
                        join monitoring.result r on r.series_id = x.series_id and r.started between x.started and x.ended and r.status = 1
                          and r.sample = coalesce(x.sample, r.sample) and r.replicate = coalesce(x.replicate, r.replicate) and r.run = coalesce(x.run, r.run)
                        where e.id = :id and case when s.derived_from is null then r.started between e.started and e.ended
                          else monitoring.pub_day(r.started, r.date_only, p.time_zone) between monitoring.pub_day(e.started, e.date_only, p.time_zone)
                            and monitoring.pub_day(coalesce((select max(d.ended) from monitoring.result d where d.series_id = s.id
                              and d.started between e.started and e.ended), e.ended), e.date_only, p.time_zone) end
                        order by x.id desc limit 1""")
                .param("id", row.id())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(null);
    }

    private ChartPeriod period(ExceedanceRow row, SeriesHead head, String days) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of(head.zone()));
        var after = row.last().plusDays(14);
        var to = after.isAfter(today) ? today : after;
        to = to.isBefore(row.last()) ? row.last() : to;
        int otherwise = row.first().isAfter(to.minusDays(60)) ? 60 : row.first().isAfter(to.minusDays(365)) ? 365 : 0;
        return ChartPeriod.of(days, series.first(head.id(), to), to, otherwise);
    }

    private static Chain chain(ExceedanceRow row, SeriesHead head, List<OpenItem.Linked> items, Texts t) {
        var places = new ArrayList<Chain.Place>();
        var peakDay = Show.day(row.peakAt(), row.dateOnly(), row.zone());
        places.add(new Chain.Place(
                Chain.Step.MEASUREMENT,
                State.OK,
                row.peakText(t),
                t.date(peakDay),
                "/monitoring/series/" + head.id() + "/values?from=" + peakDay + "&to=" + peakDay,
                false));
        places.add(new Chain.Place(Chain.Step.EXCEEDANCE, row.sign(), row.number(), row.span(t), null, true));
        if (items.isEmpty()) {
            places.add(new Chain.Place(
                    Chain.Step.ITEM, State.IDLE, null, t.of("monitoring.exceedance.noItem"), null, false));
        } else {
            follow(places, items.getLast(), t);
        }
        return Chain.of(places);
    }

    /// How far the item has come, on the four places after it.
    private static void follow(List<Chain.Place> places, OpenItem.Linked item, Texts t) {
        String word = t.or("rectification.state." + item.state(), item.state());
        places.add(new Chain.Place(Chain.Step.ITEM, item.sign(), item.number(), word, item.path(), false));
        var reached = List.of(
                        "OPEN",
                        "PLAN_SUBMITTED",
                        "IN_PROGRESS",
                        "DONE_SUBMITTED",
                        "CORRECTED",
                        "CLOSED_UNSAMPLED",
                        "VERIFIED",
                        "CLOSED_EFFECTIVE")
                .indexOf(item.state());
        if (reached >= 2) {
            places.add(new Chain.Place(
                    Chain.Step.CORRECTION,
                    reached >= 3 ? State.OK : State.OPEN,
                    item.number(),
                    word,
                    item.path(),
                    false));
        }
        if (reached >= 6) {
            places.add(new Chain.Place(Chain.Step.VERIFICATION, State.OK, item.number(), word, item.path(), false));
        }
        if (reached >= 7) {
            places.add(new Chain.Place(Chain.Step.EFFECT, State.OK, item.number(), word, item.path(), false));
        }
    }

    private static Held at(Held held, Covariates.Window around, Covariates.At at) {
        return held.as(around.of(List.of(held.line()), at).getFirst());
    }

    private static Covariates.At peakAt(ExceedanceRow row, @Nullable Value peak) {
        return peak == null ? new Covariates.At(row.peakAt(), null, "") : peak.at();
    }

    private static List<Line> lines(
            ExceedanceRow row, List<Value> values, List<Held> held, Covariates.Window around, Texts t) {
        var lines = new ArrayList<Line>();
        for (Value v : values.subList(0, Math.min(SHOWN, values.size()))) {
            var day = Show.day(v.started(), v.dateOnly(), row.zone());
            var limit = held.stream()
                    .filter(h -> h.line().limit() == row.limit() && h.on(day))
                    .findFirst()
                    .map(h -> at(h, around, v.at()));
            var verdict = limit.map(h -> h.line().judge(v.measured()));
            int code = verdict.map(x -> x.code()).orElse(0);
            var bound = limit.map(h -> h.line().boundFor(v.value())).orElse(row.limitValue());
            lines.add(new Line(
                    Show.when(t, v.started(), v.dateOnly(), row.zone(), row.statistic()),
                    v.shown(t),
                    v.started().equals(row.peakAt()),
                    limit.map(h -> Show.bounds(t, h.line()) + " "
                                    + t.of(h.permit() ? "monitoring.limit.byPermit" : "monitoring.limit.by", h.name()))
                            .orElse(""),
                    v.censor() == 0 && !range(limit) ? Show.share(t, v.value(), bound, row.above()) : "",
                    Show.verdict(code),
                    Show.verdictWord(t, code),
                    "/monitoring/series/" + row.series() + "/values?from=" + day + "&to=" + day));
        }
        return lines;
    }

    /// Of a limit with two sides no share can be used up.
    private static boolean range(java.util.Optional<Held> limit) {
        return limit.filter(h -> h.line().low() != null && h.line().high() != null)
                .isPresent();
    }

    private Why why(
            ExceedanceRow row,
            @Nullable Value peak,
            List<Held> here,
            List<Held> all,
            Covariates.Window around,
            Texts t) {
        var mine = here.stream().filter(h -> h.line().limit() == row.limit()).findFirst();
        var before = mine.flatMap(m -> all.stream()
                .filter(h -> h.line().limit() == row.limit() && h.from().isBefore(m.from()))
                .reduce((_, later) -> later));
        var peakDay = Show.day(row.peakAt(), row.dateOnly(), row.zone());
        var segment = series.segments(row.series()).stream()
                .filter(s -> !s.from().isAfter(peakDay))
                .findFirst();
        String how =
                segment.map(s -> (s.instrument() + " " + s.method()).strip()).orElse("");
        var difference =
                new BigDecimal(row.peak()).subtract(row.limitValue()).abs().round(new java.math.MathContext(4));
        // beyond the end of the range nobody knows how far
        boolean more = peak != null && peak.censor() == Measured.ABOVE;
        String shown = shown(row, peak, t);
        String share = range(mine) ? "" : Show.share(t, row.peak(), row.limitValue(), row.above());
        String original = peak == null
                        || peak.originalUnit().isEmpty()
                        || peak.originalUnit().equals(row.measure())
                ? ""
                : t.of("monitoring.why.original", Show.amount(peak.original(), peak.originalUnit()));
        return new Why(
                Show.amount(shown, row.measure()),
                String.join(
                                " ",
                                t.of("monitoring.why.measured." + row.statistic(), t.date(peakDay)),
                                peak == null ? "" : peak.made(t),
                                depends(mine, peak, t),
                                how.isEmpty() ? "" : t.of("monitoring.why.by", how),
                                original)
                        .strip(),
                row.limitText(t),
                mine.map(Held::name).orElse(""),
                mine.map(Held::setId).orElse(0L),
                mine.map(m -> limitHow(m, before.orElse(null), t)
                                + computed(m.line(), around.at(m.line(), peakAt(row, peak)), t)
                                + afterTheFact(m.line(), peak, t))
                        .orElse(""),
                share.isEmpty()
                        ? t.of(
                                row.above() ? "monitoring.why.above" : "monitoring.why.below",
                                shown,
                                Show.limit(t, row.limitValue()))
                        : t.of(
                                more ? "monitoring.why.ratioMore" : "monitoring.why.ratio",
                                shown,
                                Show.limit(t, row.limitValue()),
                                share),
                t.of(
                        more ? "monitoring.why.overMore" : row.above() ? "monitoring.why.over" : "monitoring.why.under",
                        Show.amount(t.number(difference.stripTrailingZeros()), row.measure())));
    }

    private static String depends(java.util.Optional<Held> mine, @Nullable Value peak, Texts t) {
        return peak != null
                        && mine.filter(m -> m.line().judge(peak.measured()).reasonCode()
                                        == Reason.DEPENDS_ON_NON_DETECTS.code())
                                .isPresent()
                ? t.of("monitoring.reason.11")
                : "";
    }

    /// With as many digits as tell it from the limit.
    private static String shown(ExceedanceRow row, @Nullable Value peak, Texts t) {
        String shown = peak == null ? Show.value(t, row.peak()) : peak.shown(t);
        return shown.equals(t.number(row.limitValue().stripTrailingZeros()))
                ? t.number(new BigDecimal(row.peak())
                        .round(new java.math.MathContext(12))
                        .stripTrailingZeros())
                : shown;
    }

    /// Of a formula, the values it was computed from.
    private static String computed(LimitLine line, Map<String, Double> covariates, Texts t) {
        var dependence = line.terms().dependence();
        if (dependence == null) {
            return "";
        }
        String from = dependence.covariates().stream()
                .filter(c -> covariates.containsKey(c.name()))
                .map(c -> c.name() + "\u202f=\u202f"
                        + Show.amount(Show.value(t, covariates.getOrDefault(c.name(), Double.NaN)), c.unit()))
                .collect(Collectors.joining(", "));
        return " " + t.of("monitoring.why.computed", from);
    }

    /// A limit that was entered when the result was already here.
    private String afterTheFact(LimitLine line, @Nullable Value peak, Texts t) {
        return peak == null
                ? ""
                : queries.enteredAfter(line.terms().revision(), peak.intake())
                        .map(at -> " " + t.of("monitoring.why.afterTheFact", t.time(at)))
                        .orElse("");
    }

    private static String limitHow(Held mine, @Nullable Held before, Texts t) {
        String clause = mine.clause().isEmpty() ? "" : t.of("monitoring.why.clause", mine.clause());
        String statistic = RankWords.statistic(t, mine.line().terms());
        String since = before == null
                ? t.of("monitoring.why.since", t.date(mine.from()))
                : t.of("monitoring.why.sinceBefore", t.date(mine.from()), Show.bounds(t, before.line()));
        return t.of(clause.isEmpty() ? "monitoring.why.limitPlain" : "monitoring.why.limit", statistic, since, clause);
    }

    private static List<OtherLimit> others(List<Held> here, Measured measured, Texts t) {
        var lines = here.stream().map(Held::line).toList();
        return here.stream()
                .map(h -> {
                    int code = h.line().judge(measured).code();
                    boolean several = lines.stream()
                                    .filter(l -> l.high() != null && l.low() == null)
                                    .count()
                            > 1;
                    return new OtherLimit(
                            h.permit() ? t.of("monitoring.limit.permit") + " " + h.name() : h.name(),
                            h.setId(),
                            several && h.line().strictest(lines),
                            Show.bounds(t, h.line()),
                            Show.verdict(code),
                            Show.verdictWord(t, code));
                })
                .toList();
    }

    /// What could not be judged against this limit in the sixty days around the episode, by reason.
    private List<NotJudged> notJudged(ExceedanceRow row, Texts t) {
        return jdbc.sql("""
                        select j.reason, count(*) as count, min(j.started) as first, max(j.started) as last from monitoring.judgement j
                        join monitoring.result r on r.series_id = j.series_id and r.started = j.started and r.ended = j.ended
                          and r.sample = j.sample and r.replicate = j.replicate and r.run = j.run and r.judging_id = j.judging_id
                        where j.series_id = :series and j.limit_id = :limit and j.verdict = 4 and j.started >= :from and j.started <= :to
                        group by j.reason order by j.reason""")
                .param("series", row.series())
                .param("limit", row.limit())
                .param(
                        "from",
                        row.started().minus(java.time.Duration.ofDays(60)).atOffset(ZoneOffset.UTC))
                .param("to", row.ended().plus(java.time.Duration.ofDays(14)).atOffset(ZoneOffset.UTC))
                .query((rs, _) -> new NotJudged(
                        t.of(
                                "monitoring.notJudged.days",
                                Show.span(
                                        t,
                                        Show.day(
                                                rs.getObject("first", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.dateOnly(),
                                                row.zone()),
                                        Show.day(
                                                rs.getObject("last", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.dateOnly(),
                                                row.zone())),
                                rs.getLong("count")),
                        t.of("monitoring.reason." + rs.getInt("reason"))))
                .list();
    }

    private int earlier(ExceedanceRow row) {
        return jdbc.sql("""
                        select count(*) from monitoring.exceedance where series_id = :series and limit_id = :limit and id <> :id
                          and state in ('ONGOING', 'ENDED') and started < :before and started >= :since""")
                .param("series", row.series())
                .param("limit", row.limit())
                .param("id", row.id())
                .param("before", row.started().atOffset(ZoneOffset.UTC))
                .param("since", row.started().atOffset(ZoneOffset.UTC).minusMonths(12))
                .query(Integer.class)
                .single();
    }
}
